#pragma once

/// \file
/// How much a loaded program magnifies rounding (mlir_rl/measure/conditioning.h), within the worker's memory.

#include "loaded_program.h"

namespace mlir_rl {

/// Copies of the inputs of `set` that differ in the last bit. Errors: environment, when memory is short.
Result<InputData> nudgedCopy(const LoadedProgram &program, const InputData &set);

/// The largest response of the outputs, which hold what the nudged inputs gave.
double conditioningOf(const LoadedProgram &program, const InputData &set);

/// How far each output is from its reference: they hold what the nudged program gave (driftOf).
std::vector<double> driftsOf(const LoadedProgram &program, const InputData &set);

/// Whether a variant's numbers are wrong in a way that rounding may explain: no NaN is.
bool isMiss(const Measurement &m);

}  // namespace mlir_rl
