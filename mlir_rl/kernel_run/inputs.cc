#include "mlir_rl/kernel_run/inputs.h"

#include <algorithm>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

static auto unsuited(const Function &kernel, size_t parameter, const std::string &why) {
  return badUsage("parameter " + kernel.variables[parameter].name + " of kernel " + kernel.name + " " + why);
}

static Result<Buffer> makeBuffer(const Layout &layout, const Function &kernel, size_t number,
                                 const ParameterInput &input) {
  const Type &type = kernel.variables[number].type;
  if (size_t(type.dims) != input.shape.size())
    return unsuited(
        kernel, number,
        "has " + std::to_string(type.dims) + " dimensions, its input " + std::to_string(input.shape.size()));
  if (std::any_of(input.shape.begin(), input.shape.end(), [](int32_t extent) { return extent < 0; }))
    return unsuited(kernel, number, "has an extent below 0");
  if (layout.holdsArrays(elementType(type)))
    return unsuited(kernel, number, "is a struct that holds arrays, which have no rule to be filled by");
  Buffer buffer = makeBuffer(layout, elementType(type), type.isArray() ? input.shape : std::vector<int32_t>{1});
  if (input.rules.size() != 1 && input.rules.size() != buffer.leaves.size())
    return unsuited(
        kernel, number,
        "wants 1 rule or " + std::to_string(buffer.leaves.size()) + ", not " + std::to_string(input.rules.size()));
  return buffer;
}

static void fillBuffer(Buffer &buffer, const std::vector<FillRule> &rules, uint64_t seed) {
  if (rules.size() == 1) return fill(buffer, rules.front(), seed);
  for (size_t leaf = 0; leaf < rules.size(); ++leaf) fillLeaf(buffer, leaf, rules[leaf], deriveSeed(seed, leaf));
}

Result<std::vector<Buffer>> makeBuffers(const Layout &layout, const Function &kernel, const LaunchInput &input) {
  if (input.parameters.size() != size_t(kernel.parameters))
    return badUsage("kernel " + kernel.name + " has " + std::to_string(kernel.parameters) +
                    " parameters, the input is for " + std::to_string(input.parameters.size()));
  std::vector<Buffer> buffers;
  for (size_t i = 0; i < input.parameters.size(); ++i) {
    Result<Buffer> buffer = makeBuffer(layout, kernel, i, input.parameters[i]);
    if (!buffer) return tl::unexpected(buffer.error());
    fillBuffer(*buffer, input.parameters[i].rules, deriveSeed(input.seed, i));
    buffers.push_back(std::move(*buffer));
  }
  return buffers;
}

std::vector<Argument> argumentsOf(const Function &kernel, std::vector<Buffer> &buffers) {
  std::vector<Argument> arguments;
  for (size_t i = 0; i < buffers.size(); ++i) {
    const Type &type = kernel.variables[i].type;
    arguments.push_back(type.isArray() ? arrayArgument(buffers[i]) : Argument{type, buffers[i].bytes});
  }
  return arguments;
}

}  // namespace mlir_rl::kernel
