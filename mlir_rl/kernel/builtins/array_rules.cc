#include "mlir_rl/kernel/builtins/rules.h"

namespace mlir_rl::kernel {

TypeOrReason lenRule(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 1, 1); !wrong.empty()) return {{}, wrong};
  const Type &type = operands[0];
  return type.isArray() || type.isVector() || type.isMatrix() ? gives(kI32)
                                                              : takes("an array, vector or matrix", operands);
}

TypeOrReason lowerBoundRule(Operands operands, const Type &) {
  if (operands.size() != 2 && operands.size() != 4)
    return {{},
            "takes (array, value) or (array, begin, end, value), not " + std::to_string(operands.size()) + " operands"};
  const Type &array = operands.front(), &value = operands.back();
  bool bounds = operands.size() == 2 || (operands[1] == kI32 && operands[2] == kI32);
  if (array.dims != 1 || !elementType(array).isScalar() || array.scalar == Scalar::boolean || !bounds)
    return takes("an array of numbers of one dimension, int32 bounds and a value", operands);
  return value == elementType(array) ? gives(kI32) : differ(elementType(array), value);
}

/// An array, one index for each dimension, and `values` values of its element's type; gives that type.
static TypeOrReason atomic(Operands operands, size_t values) {
  if (operands.empty() || !operands[0].isArray()) return takes("an array, its indices and a value", operands);
  size_t count = 1 + operands[0].dims + values;
  if (operands.size() != count)
    return {{},
            "takes an array, here " + std::to_string(operands[0].dims) + "D, an index for each dimension, and " +
                (values == 1 ? "a value" : "two values") + ": " + std::to_string(count) + " operands, not " +
                std::to_string(operands.size())};
  for (const Type &index : operands.subspan(1, operands[0].dims))
    if (index != kI32) return {{}, "takes indices of int32, not " + typeText(index) + "; write int(...)"};
  Type element = elementType(operands[0]);
  for (const Type &value : operands.last(values))
    if (value != element) return differ(element, value);
  return gives(element);
}

static bool isWide(const Type &type) { return type.isScalar() && bitsOf(type.scalar) >= 32; }

TypeOrReason atomicNumeric(Operands operands, const Type &) {
  TypeOrReason rule = atomic(operands, 1);
  bool suits = rule.type.isNumeric() && bitsOf(rule.type.scalar) >= 32;
  return !rule || suits ? rule : takes("elements of 32 or 64 bits, or vectors and matrices of them", {&rule.type, 1});
}

static TypeOrReason wide(const TypeOrReason &rule) {
  return !rule || isWide(rule.type) ? rule : takes("scalar elements of 32 or 64 bits", {&rule.type, 1});
}
TypeOrReason atomicWord(Operands operands, const Type &) { return wide(atomic(operands, 1)); }
TypeOrReason atomicCompare(Operands operands, const Type &) { return wide(atomic(operands, 2)); }

TypeOrReason atomicInteger(Operands operands, const Type &) {
  TypeOrReason rule = wide(atomic(operands, 1));
  return !rule || isInteger(rule.type.scalar) ? rule : takes("integer elements", {&rule.type, 1});
}

TypeOrReason randInitRule(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 1, 2); !wrong.empty()) return {{}, wrong};
  for (const Type &type : operands)
    if (type != kI32) return takes("a seed and an offset of int32", operands);
  return gives(scalarType(Scalar::u32));
}

TypeOrReason drawScalar(Operands operands, Scalar drawn) {
  if (operands.size() != 1 && operands.size() != 3)
    return {{}, "takes (state) or (state, low, high), not " + std::to_string(operands.size()) + " operands"};
  if (!operands[0].is(Scalar::u32)) return takes("a state of uint32 from wp.rand_init", operands.first(1));
  for (const Type &bound : operands.subspan(1))
    if (!bound.is(drawn)) return {{}, "takes bounds of " + typeText(scalarType(drawn)) + ", not " + typeText(bound)};
  return gives(scalarType(drawn));
}

TypeOrReason drawVector(Operands operands, int length) {
  if (std::string wrong = wrongCount(operands, 1, 1); !wrong.empty()) return {{}, wrong};
  TypeOrReason rule = drawScalar(operands, Scalar::f32);
  return rule ? gives(vectorType(length, Scalar::f32)) : rule;
}

TypeOrReason randnRule(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 1, 1); !wrong.empty()) return {{}, wrong};
  return drawScalar(operands, Scalar::f32);
}

}  // namespace mlir_rl::kernel
