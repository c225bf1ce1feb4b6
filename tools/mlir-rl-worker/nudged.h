#pragma once

/// \file
/// How much a loaded program magnifies rounding (mlir_rl/measure/conditioning.h), within the worker's memory.

#include "loaded_program.h"

namespace mlir_rl {

/// Copies of the inputs of `set` that differ in the last bit. Errors: environment, when memory is short.
Result<InputData> nudgedCopy(const LoadedProgram &program, const InputData &set);

/// The largest response of the outputs, which hold what the nudged inputs gave.
double conditioningOf(const LoadedProgram &program, const InputData &set);

/// Whether some variant is wrong by so little that the program's conditioning may explain it; the set it was wrong on.
const Measurement *nearMiss(const MeasureReply &reply);

}  // namespace mlir_rl
