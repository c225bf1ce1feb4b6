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

/// Centers in front of the eye, a radius, a colour.
inline ParameterInput spheres(int32_t count) {
  FillRule sideways = {Filling::range, -1, 1}, ahead = {Filling::range, -4, -2}, radius = {Filling::range, 0.5, 1},
           colour = {Filling::range, 0, 1};
  return {.shape = {count}, .rules = {sideways, sideways, ahead, radius, colour, colour, colour}};
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
      {"mandelbrot", {{5, 7}, {fixed(-0.5), fixed(0.4), zeros({5, 7})}, 16}},
      {"accelerate", {{9}, {filled({9}, -1, 1), filled({9}, 0.5, 2), zeros({9})}, 17}},
      {"leapfrog", {{9}, {filled({9}, -1, 1), filled({9}, -1, 1), filled({9}, -5, 5), fixed(0.01)}, 18}},
      {"render", {{6, 8}, {spheres(5), filled({}, 0.2, 1), zeros({6, 8})}, 19}},
      {"generation", {{7, 5}, {filled({7, 5}, 0, 1), zeros({7, 5}), zeros({1})}, 20}},
      {"spring_forces",
       {{12},
        {filled({12}, 0, 6), filled({12}, 0.5, 1), filled({7}, -1, 1), filled({7}, -1, 1), fixed(10), fixed(0.1),
         zeros({12}), zeros({7})},
        21}},
      {"pagerank", {{8}, {rising(9, 0, 30), filled({30}, 0, 7), filled({8}, 0, 5), filled({8}, 0, 1), zeros({8})}, 22}},
      {"wave_step",
       {{3, 4, 5}, {filled({3, 4, 5}, -1, 1), filled({3, 4, 5}, -1, 1), zeros({3, 4, 5}), fixed(0.5)}, 23}},
      {"longest_step", {{8}, {rising(9, 0, 30), filled({30}, 0, 9), zeros({1})}, 15}},
  };
  return all;
}

}  // namespace mlir_rl::kernel::testing
