#pragma once

/// \file
/// What the tests of this room share.

#include <string>

#include "mlir_rl/kernel_front/python.h"

namespace mlir_rl::kernel {

/// One process for all tests of a program.
inline PythonParser &testParser() {
  static PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  return parser;
}

/// `body` inside a kernel of an array, two scalars and arrays of small elements; its first line is line 4, column 5.
inline std::string inKernel(const std::string &body) {
  std::string text =
      "import warp as wp\n"
      "@wp.kernel\n"
      "def k(a: wp.array(dtype=float), n: int, x: float, small: wp.array(dtype=wp.uint8), points: "
      "wp.array(dtype=wp.vec3)):\n";
  for (size_t at = 0; at < body.size();) {
    size_t end = body.find('\n', at);
    if (end == std::string::npos) end = body.size();
    text += "    " + body.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return text;
}

}  // namespace mlir_rl::kernel
