#pragma once

/// \file
/// A program as a worker holds it: parsed once, its inputs, reference outputs and guarded memory shared with children.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/measure/guarded_buffer.h"
#include "mlir_rl/measure/inputs.h"
#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {

/// One set of input values and what the reference makes of them.
struct InputData {
  std::vector<GuardedBuffer> inputs;      ///< one for each input argument
  std::vector<GuardedBuffer> references;  ///< one for each output argument
  bool hasReference = false;
  double conditioning = 0;     ///< how much the reference magnifies rounding here; 0: not known
  std::vector<double> drifts;  ///< of each output; empty: not known
};

struct LoadedProgram {
  LoadRequest request;  ///< without the texts
  std::string hash;     ///< of the candidate's text
  Program candidate, reference;
  std::vector<GuardedBuffer> outputs;       ///< what candidates write; used by one child at a time
  std::map<std::string, InputData> inputs;  ///< by input set, seed, ranges and file

  /// Memory of all buffers, bytes.
  int64_t bytes() const;
  /// Gives the buffers back; they are made again when needed.
  void dropBuffers();
};

/// Parses both modules. Errors: as parseProgram; usage when the two disagree on their arguments.
Result<std::unique_ptr<LoadedProgram>> loadProgram(LoadRequest request);

/// The values of one set, made when first asked for, read-only. Errors: usage for an unknown set or range; environment
/// when memory is short.
Result<InputData *> inputsFor(LoadedProgram &program, const MeasureRequest &request, const std::string &set);

}  // namespace mlir_rl
