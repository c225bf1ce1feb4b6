#include "mlir_rl/kernel_make/linear.h"

#include <cmath>

#include "mlir_rl/kernel_make/fit.h"

namespace mlir_rl::kernel::make {

Dominant dominant(Maker &m, const Value &matrix) {
  const Type &type = matrix.type();
  Value small = fit(m, matrix, symmetric(type.scalar == Scalar::f16 ? 2 : 20));
  double reach = small.range.reach(), weight = std::ceil(reach * type.rows) + m.draw.between(1, 2);
  Value identity = {{.kind = ExprKind::builtin, .row = Builtin::identity, .type = type}, {0, 1}};
  Value diagonal = surely(Builtin::mul, {number(componentType(type), weight), identity});
  return {surely(Builtin::add, {small, diagonal}), weight - reach * type.rows};
}

Value inverseOf(const Dominant &matrix) {
  Value value = matrix.matrix;
  value.expr = {.kind = ExprKind::builtin, .row = Builtin::inverse, .type = value.type(), .operands = {value.expr}};
  // In half precision the determinant has few digits.
  value.range = symmetric((value.scalar() == Scalar::f16 ? 3 : 1.1) / matrix.margin);
  return value;
}

}  // namespace mlir_rl::kernel::make
