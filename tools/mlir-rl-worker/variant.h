#pragma once

/// \file
/// A variant of a program on its way from script to code that can be called.

#include <functional>
#include <memory>
#include <optional>

#include "call.h"
#include "fault.h"
#include "loaded_program.h"
#include "mlir_rl/lower/load.h"

namespace mlir_rl {

struct Variant {
  Measurement measurement;
  std::optional<LoadedCode> code;
  Artifact artifact;
  std::unique_ptr<GuardedBuffer> workspace;
  Fault fault = nullptr;
  double lastSeconds = 0;  ///< of the last run that was judged
  bool nudged = false;     ///< for build(): errs by a unit of rounding here and there (LowerOptions)

  bool alive() const { return measurement.outcome == Outcome::ok; }
  void fail(Outcome outcome, std::string message);
};

/// Script (nothing: the reference, unscheduled) -> code in memory with its workspace. `last`: the program is not needed
/// any more and may be used up. What goes wrong is in the measurement.
void build(Variant &variant, LoadedProgram &program, const MeasureRequest &request,
           const std::optional<std::string> &script, bool last);

/// The same with what a script made before.
void build(Variant &variant, const MeasureRequest &request, Artifact artifact);

/// A call on the inputs of `set` that writes `outputs`.
PreparedCall prepareCall(const Variant &variant, const InputData &set, const std::vector<GuardedBuffer> &outputs);

/// Compares `outputs` with the references of `set`, and looks at all canaries.
void judge(Variant &variant, const LoadedProgram &program, const InputData &set, const std::string &setName);

}  // namespace mlir_rl
