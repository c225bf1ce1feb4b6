#pragma once

/// \file
/// Tensors of constants as numbers and back. Behind MLIR's door.

#include <optional>
#include <vector>

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Value.h"

namespace mlir_rl {

/// A constant tensor's elements, read from a resource too; null for what is no such constant.
mlir::DenseElementsAttr constantAttribute(mlir::Value tensor);

/// The elements of a constant tensor of f32 or f64, elements or resource; nothing for what is no such constant.
std::optional<std::vector<double>> constantElements(mlir::Value tensor);

/// A constant of f32 or f64, each element rounded once.
mlir::Value constantTensor(mlir::OpBuilder &b, mlir::Location at, mlir::ArrayRef<int64_t> shape, mlir::Type element,
                           mlir::ArrayRef<double> values);

/// A constant of another shape with the same elements in memory; null for what is no constant.
mlir::Value reshapedConstant(mlir::OpBuilder &b, mlir::Location at, mlir::Value tensor, mlir::RankedTensorType type);

}  // namespace mlir_rl
