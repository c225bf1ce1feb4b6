#pragma once

/// \file
/// Classes of ops in words.

#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

inline const char *nameOf(OpClass opClass) {
  switch (opClass) {
    case OpClass::fill:
      return "fill";
    case OpClass::pad:
      return "pad";
    case OpClass::elementwise:
      return "elementwise";
    case OpClass::transpose:
      return "transpose";
    case OpClass::contraction:
      return "contraction";
    case OpClass::convolution:
      return "convolution";
    case OpClass::pooling:
      return "pooling";
    case OpClass::reduction:
      return "reduction";
    case OpClass::other:
      return "other";
  }
  return "";
}

}  // namespace mlir_rl
