#pragma once

/// \file
/// Functions of the C library that kernels call: `sin` for f64, `sinf` for f32; on a GPU `__nv_sin` and `__nv_sinf` of
/// libdevice. Operations that LLVM computes exactly (sqrt, floor, fabs, ...) need none.

#include <string>
#include <string_view>

namespace mlir_rl::kernel::lowering {

// clang-format off
/// ROW(operation of MLIR, name in the C library).
#define MLIR_RL_KERNEL_MATH(ROW) \
  ROW(mlir::math::SinOp, "sin") \
  ROW(mlir::math::CosOp, "cos") \
  ROW(mlir::math::TanOp, "tan") \
  ROW(mlir::math::AsinOp, "asin") \
  ROW(mlir::math::AcosOp, "acos") \
  ROW(mlir::math::AtanOp, "atan") \
  ROW(mlir::math::Atan2Op, "atan2") \
  ROW(mlir::math::SinhOp, "sinh") \
  ROW(mlir::math::CoshOp, "cosh") \
  ROW(mlir::math::TanhOp, "tanh") \
  ROW(mlir::math::ExpOp, "exp") \
  ROW(mlir::math::LogOp, "log") \
  ROW(mlir::math::Log2Op, "log2") \
  ROW(mlir::math::Log10Op, "log10") \
  ROW(mlir::math::PowFOp, "pow") \
  ROW(mlir::math::CbrtOp, "cbrt") \
  ROW(mlir::math::ErfOp, "erf") \
  ROW(mlir::math::ErfcOp, "erfc")
// clang-format on

/// arith.remf, which is an instruction of LLVM on CPUs; the one for GPUs rounds.
inline constexpr const char *kRemainder = "fmod";

/// Whether a function of a kernel must not be called so, as the C library's would be taken for it, or it for that one.
bool isReserved(std::string_view name);

}  // namespace mlir_rl::kernel::lowering
