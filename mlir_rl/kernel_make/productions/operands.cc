#include "mlir_rl/kernel_make/productions/operands.h"

#include <algorithm>

namespace mlir_rl::kernel::make {

Scalar anyNumber(Maker &m) { return m.draw.chance(70) ? m.style.real : m.style.integer; }

Types compared(Maker &m, const Type &) {
  Type type = scalarType(anyNumber(m));
  return {type, type};
}

Types equated(Maker &m, const Type &) {
  Type type = scalarType(m.draw.chance(96) ? m.style.integer : Scalar::boolean);
  return {type, type};
}

Types oneReal(Maker &m, const Type &) {
  return {m.draw.chance(70) ? scalarType(m.style.real) : vectorType(m.style.extent, m.style.real)};
}

Types choiceTypes(Maker &, const Type &result) { return {kBool, result, result}; }

unsigned classOf(const Type &type) {
  if (type.isArray() || !type.isNumeric()) return 0;
  bool real = isFloat(type.scalar), boolean = type.scalar == Scalar::boolean;
  if (type.isVector()) return real ? kRealVector : boolean ? 0 : kWholeVector;
  if (type.isMatrix()) return real ? kRealMatrix : boolean ? 0 : kWholeMatrix;
  return real ? kReal : boolean ? kBoolean : isSigned(type.scalar) ? kSigned : kUnsigned;
}

std::span<const Production> productions() {
  static const std::vector<Production> all = [] {
    std::vector<Production> rows;
    for (auto part : {operatorProductions(), scalarProductions(), mathProductions(), vectorProductions(),
                      spatialProductions(), castProductions()})
      rows.insert(rows.end(), part.begin(), part.end());
    return rows;
  }();
  return all;
}

const Production *productionOf(Builtin row) {
  static const std::vector<const Production *> byRow = [] {
    std::vector<const Production *> found(builtins().size());
    for (const Production &production : productions()) found[size_t(production.row)] = &production;
    return found;
  }();
  return byRow[size_t(row)];
}

}  // namespace mlir_rl::kernel::make
