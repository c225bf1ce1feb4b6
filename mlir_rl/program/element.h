#pragma once

/// \file
/// MLIR element types as ElementType.

#include <optional>

#include "mlir/IR/Types.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// Nothing for a type that cannot be an argument (complex, quantised, ...).
std::optional<ElementType> elementTypeOf(mlir::Type type);

}  // namespace mlir_rl
