#include "mlir_rl/program/element.h"

#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;

namespace mlir_rl {

std::optional<ElementType> elementTypeOf(Type type) {
  if (type.isF16()) return ElementType::f16;
  if (type.isBF16()) return ElementType::bf16;
  if (type.isF32()) return ElementType::f32;
  if (type.isF64()) return ElementType::f64;
  if (type.isIndex()) return ElementType::index;
  if (!isa<IntegerType>(type)) return std::nullopt;
  switch (type.getIntOrFloatBitWidth()) {
    case 1:
      return ElementType::i1;
    case 8:
      return ElementType::i8;
    case 16:
      return ElementType::i16;
    case 32:
      return ElementType::i32;
    case 64:
      return ElementType::i64;
    default:
      return std::nullopt;
  }
}

}  // namespace mlir_rl
