#pragma once

/// \file
/// What a kernel's parameters get in one launch, as plain data that says how to make it: shapes and rules of filling.

#include "mlir_rl/kernel_run/fill.h"

namespace mlir_rl::kernel {

/// Of one parameter.
struct ParameterInput {
  std::vector<int32_t> shape;   ///< extents of an array; empty for a parameter that is none
  std::vector<FillRule> rules;  ///< for each scalar of an element (or of the value), in the order of Layout::leaves; or
                                ///< one for all of them. A fixed value is a range from it to itself
  bool operator==(const ParameterInput &) const = default;
};

struct LaunchInput {
  std::vector<int32_t> dims;               ///< of the launch
  std::vector<ParameterInput> parameters;  ///< one for each of the kernel's
  uint64_t seed = 0;                       ///< parameter p is filled from deriveSeed(seed, p)
  bool operator==(const LaunchInput &) const = default;
};

/// A buffer for each parameter, filled; a parameter that is no array has one element. Errors (usage): the input does
/// not suit the kernel, or a struct among its parameters holds arrays, which nothing here fills.
Result<std::vector<Buffer>> makeBuffers(const Layout &layout, const Function &kernel, const LaunchInput &input);

/// Arguments that view these buffers, which must stay where they are while they are used.
std::vector<Argument> argumentsOf(const Function &kernel, std::vector<Buffer> &buffers);

}  // namespace mlir_rl::kernel
