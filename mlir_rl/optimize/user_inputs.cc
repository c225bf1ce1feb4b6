#include "mlir_rl/optimize/user_inputs.h"

#include "mlir_rl/measure/inputs.h"
#include "mlir_rl/measure/npz.h"

namespace mlir_rl {

Status checkInputs(const OptimizeOptions &options, const std::vector<Argument> &arguments) {
  if (auto ranges = parseInputRanges(options.inputRange, arguments); !ranges) return tl::unexpected(ranges.error());
  if (options.inputs.empty()) return {};
  std::vector<std::vector<char>> buffers;
  std::vector<char *> targets;
  for (const Argument &argument : arguments) {
    if (argument.isOutput) continue;
    buffers.emplace_back(size_t(elementCount(argument) * elementBytes(argument.type)));
    targets.push_back(buffers.back().data());
  }
  return readNpz(options.inputs, arguments, targets);
}

}  // namespace mlir_rl
