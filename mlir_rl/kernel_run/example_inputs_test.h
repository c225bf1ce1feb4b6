#pragma once

/// \file
/// Small launches of the kernels in examples/kernels, for tests of whatever runs kernels.

#include "mlir_rl/kernel_run/inputs.h"

namespace mlir_rl::kernel::testing {

struct ExampleInput {
  const char *kernel;
  LaunchInput input;
};

inline ParameterInput filled(std::vector<int32_t> shape, double low, double high) {
  return {.shape = std::move(shape), .rules = {{Filling::range, low, high}}};
}
inline ParameterInput fixed(double value) { return filled({}, value, value); }
inline ParameterInput zeros(std::vector<int32_t> shape) {
  return {.shape = std::move(shape), .rules = {{.filling = Filling::zeros}}};
}
inline ParameterInput rising(int32_t extent, double low, double high) {
  return {.shape = {extent}, .rules = {{Filling::sorted, low, high}}};
}

/// One for each kernel but `gather` of volume.py, whose struct holds an array. No launch breaks a rule.
inline const std::vector<ExampleInput> &exampleInputs() {
  static const std::vector<ExampleInput> all = {
      {"bitonic_step", {{16}, {filled({16}, -50, 50), fixed(2), fixed(4)}, 1}},
      {"convolve", {{5, 7}, {filled({5, 7}, 0, 255), filled({}, -0.2, 0.5), zeros({5, 7})}, 2}},
      {"heat_step", {{6, 5}, {filled({6, 5}, -1, 1), zeros({6, 5})}, 3}},
      {"histogram", {{40}, {filled({40}, -1.1, 1.1), fixed(-1), fixed(1), zeros({8}), zeros({40})}, 4}},
      {"jacobi", {{6}, {filled({6, 6}, 1, 2), filled({6}, -1, 1), filled({6}, -1, 1), zeros({6}), zeros({1})}, 5}},
      {"block_matvec", {{4}, {filled({4, 5}, -1, 1), filled({5}, -1, 1), zeros({4}), filled({}, -1, 1)}, 6}},
      {"peaks", {{20}, {filled({20}, -1, 1), fixed(7), fixed(3), zeros({20}), zeros({20})}, 7}},
      {"integrate", {{12}, {filled({12}, -1, 1), zeros({1}), fixed(0.1)}, 8}},
      {"prefix", {{3}, {filled({40}, -1e12, 1e12), zeros({40}), zeros({3})}, 9}},
      {"simpson", {{6}, {fixed(8), fixed(0.3), zeros({6})}, 10}},
      {"midpoint", {{64}, {zeros({64})}, 11}},
      {"walk", {{9}, {fixed(42), fixed(60), fixed(5), zeros({9})}, 12}},
      {"saxpy", {{18}, {fixed(0.7), filled({17}, -1, 1), filled({17}, -1, 1)}, 13}},
      {"spmv", {{8}, {rising(9, 0, 30), filled({30}, 0, 9), filled({30}, -1, 1), filled({10}, -1, 1), zeros({8})}, 14}},
      {"longest_step", {{8}, {rising(9, 0, 30), filled({30}, 0, 9), zeros({1})}, 15}},
  };
  return all;
}

}  // namespace mlir_rl::kernel::testing
