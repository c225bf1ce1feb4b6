#include "nudged.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "mlir_rl/measure/conditioning.h"

namespace mlir_rl {

/// What magnifies rounding more than this is a jump.
static constexpr double kWorstConditioning = 1e4;

Result<InputData> nudgedCopy(const LoadedProgram &program, const InputData &set) {
  InputData nudged;
  for (const Argument &argument : program.candidate.arguments()) {
    if (argument.isOutput) continue;
    const GuardedBuffer &original = set.inputs[nudged.inputs.size()];
    GuardedBuffer copy(original.bytes());
    if (!copy.data()) return badEnvironment("there is no memory for another copy of " + argument.name);
    std::memcpy(copy.data(), original.data(), original.bytes());
    nudge(argument.type, copy.data(), elementCount(argument), nudged.inputs.size());
    nudged.inputs.push_back(std::move(copy));
  }
  return nudged;
}

double conditioningOf(const LoadedProgram &program, const InputData &set) {
  double worst = 1;
  size_t output = 0;
  for (const Argument &argument : program.candidate.arguments()) {
    if (!argument.isOutput) continue;
    worst = std::max(worst, responseOf(argument.type, program.outputs[output].data(), set.references[output].data(),
                                       elementCount(argument)));
    ++output;
  }
  return std::min(worst, kWorstConditioning);
}

std::vector<double> driftsOf(const LoadedProgram &program, const InputData &set) {
  std::vector<double> drifts;
  for (const Argument &argument : program.candidate.arguments()) {
    if (!argument.isOutput) continue;
    size_t output = drifts.size();
    drifts.push_back(
        driftOf(argument.type, program.outputs[output].data(), set.references[output].data(), elementCount(argument)));
  }
  return drifts;
}

bool isMiss(const Measurement &m) { return m.outcome == Outcome::wrongOutput && std::isfinite(m.maxError); }

}  // namespace mlir_rl
