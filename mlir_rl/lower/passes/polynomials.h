#pragma once

/// \file
/// Polynomials for functions of f32 vectors, as arith and math.fma ops. Right over the whole range of float: NaN,
/// infinities, denormals. approximate_math_test.cc measures their errors.

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace mlir_rl {

/// Emits at the builder's place; every value is a vector of one f32 type, of any rank.
class Polynomials {
 public:
  Polynomials(mlir::OpBuilder &builder, mlir::Location loc, mlir::VectorType type);

  mlir::Value exp(mlir::Value x);   ///< within 1 ULP, denormal results included
  mlir::Value log(mlir::Value x);   ///< within 1 ULP; -inf for zeros, NaN below
  mlir::Value tanh(mlir::Value x);  ///< within 2 ULP; the sign of a zero may be lost
  mlir::Value erf(mlir::Value x);   ///< within 1.5 ULP

 private:
  mlir::Value constant(float value);
  mlir::Value integers(int32_t value);
  mlir::Value bits(mlir::Value floats);
  mlir::Value floats(mlir::Value bits);
  mlir::Value fma(mlir::Value a, mlir::Value b, mlir::Value c);
  mlir::Value horner(mlir::Value x, llvm::ArrayRef<float> coefficients);
  mlir::Value powerOfTwo(mlir::Value integerExponent);
  mlir::Value less(mlir::Value a, mlir::Value b);
  mlir::Value choose(mlir::Value condition, mlir::Value yes, mlir::Value no);

  mlir::OpBuilder &builder_;
  mlir::Location loc_;
  mlir::VectorType type_;
  mlir::VectorType integers_;
};

}  // namespace mlir_rl
