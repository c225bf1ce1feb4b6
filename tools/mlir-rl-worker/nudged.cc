#include "nudged.h"

#include <algorithm>
#include <cstring>

#include "mlir_rl/measure/conditioning.h"

namespace mlir_rl {

/// Beyond so many bounds it is not rounding.
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

const Measurement *nearMiss(const MeasureReply &reply) {
  for (const Measurement &m : reply.measurements)
    if (m.outcome == Outcome::wrongOutput && m.maxError <= kWorstConditioning) return &m;
  return nullptr;
}

}  // namespace mlir_rl
