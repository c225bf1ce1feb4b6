#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

bool isNegativeLiteral(const Expr &index) { return index.kind == ExprKind::literal && index.value.integer < 0; }

/// Whether all indices suit; notes what does not.
bool checkIndices(FunctionScope &scope, const Json &node, const std::vector<Expr> &indices, bool anyInteger) {
  for (const Expr &index : indices) {
    bool suits = anyInteger ? index.type.isScalar() && isInteger(index.type.scalar) : index.type == kI32;
    if (!suits)
      refuse(scope, node, "an index is wp.int32, not " + typeText(index.type, scope.module()) + "; write int(...)");
    else if (isNegativeLiteral(index))
      refuse(scope, node, "an index below 0; indices do not count from the end, write the extent less it");
    else
      continue;
    return false;
  }
  return true;
}

/// Literal indices beyond a vector's or matrix's extents.
bool checkExtents(FunctionScope &scope, const Json &node, const Type &type, const std::vector<Expr> &indices) {
  int extents[2] = {type.rows, type.columns};
  for (size_t i = 0; i < indices.size(); ++i) {
    const Literal *literal = literalValue(indices[i], scope.module());
    if (!literal || (literal->integer >= 0 && literal->integer < extents[i])) continue;
    refuse(scope, node,
           "index " + std::to_string(literal->integer) + " of " + typeText(type) + "; they go from 0 to " +
               std::to_string(extents[i] - 1));
    return false;
  }
  return true;
}

Expr indexed(ExprKind kind, const Type &type, Expr base, std::vector<Expr> indices, const Json &node) {
  Expr expr = {.kind = kind, .type = type, .place = placeOf(node)};
  expr.operands.push_back(std::move(base));
  for (Expr &index : indices) expr.operands.push_back(std::move(index));
  return expr;
}

MaybeExpr readElement(FunctionScope &scope, const Json &node, Expr base, std::vector<Expr> indices) {
  if (int(indices.size()) > base.type.dims)
    return refuse(scope, node,
                  "the array has " + std::to_string(base.type.dims) +
                      (base.type.dims == 1 ? " dimension, not " : " dimensions, not ") +
                      std::to_string(indices.size()) + "; index a component of an element as a[i][j]");
  if (!checkIndices(scope, node, indices, true)) return std::nullopt;
  Type type = indexedType(base.type, int(indices.size()));
  return indexed(ExprKind::element, type, std::move(base), std::move(indices), node);
}

MaybeExpr readComponent(FunctionScope &scope, const Json &node, Expr base, std::vector<Expr> indices) {
  size_t most = base.type.isMatrix() ? 2 : 1;
  if (indices.size() > most)
    return refuse(scope, node, typeText(base.type) + " takes " + (most == 1 ? "one index" : "one or two indices"));
  if (!checkIndices(scope, node, indices, false) || !checkExtents(scope, node, base.type, indices)) return std::nullopt;
  bool row = base.type.isMatrix() && indices.size() == 1;
  Type type = row ? vectorType(base.type.columns, base.type.scalar) : componentType(base.type);
  return indexed(ExprKind::component, type, std::move(base), std::move(indices), node);
}

/// arr.shape[0].
MaybeExpr readShape(FunctionScope &scope, const Json &node, const Json &arrayNode) {
  MaybeExpr array = readValue(scope, arrayNode);
  if (!array) return std::nullopt;
  const Json &index = child(node, "slice");
  if (!array->type.isArray()) return refuse(scope, node, "only arrays have a shape; write len(...) for a vector");
  if (!isConstant(index, "int") || text(index, "text").size() > 1 || text(index, "text")[0] - '0' >= array->type.dims)
    return refuse(scope, node, "a dimension is a literal from 0 to " + std::to_string(array->type.dims - 1));
  int dimension = text(index, "text")[0] - '0';
  return Expr{
      .kind = ExprKind::shape, .type = kI32, .id = dimension, .operands = {std::move(*array)}, .place = placeOf(node)};
}

MaybeExpr readField(FunctionScope &scope, const Json &node, Expr base) {
  const Struct &structure = scope.module().structs[size_t(base.type.structure)];
  std::vector<std::string> names;
  for (size_t i = 0; i < structure.fields.size(); ++i) {
    names.push_back(structure.fields[i].name);
    if (names.back() != text(node, "attr")) continue;
    if (structure.fields[i].type.isNone()) return std::nullopt;  // its annotation has an error
    return Expr{.kind = ExprKind::field,
                .type = structure.fields[i].type,
                .id = int(i),
                .operands = {std::move(base)},
                .place = placeOf(node)};
  }
  return refuse(
      scope, node,
      "`" + structure.name + "` has no field `" + text(node, "attr") + "`" + didYouMean(text(node, "attr"), names));
}

/// v.x
MaybeExpr readNamedComponent(FunctionScope &scope, const Json &node, Expr base) {
  size_t index = std::string_view("xyzw").find(text(node, "attr"));
  bool named = text(node, "attr").size() == 1 && index < 4;
  if (!named || int(index) >= base.type.rows)
    return refuse(
        scope, node,
        typeText(base.type) + " has no component `" + text(node, "attr") + "`; they are x, y, z, w, or an index: v[0]");
  Type type = componentType(base.type);
  return indexed(ExprKind::component, type, std::move(base), {intLiteral(int64_t(index))}, node);
}

}  // namespace

MaybeExpr readSubscript(FunctionScope &scope, const Json &node) {
  const Json &base = child(node, "value"), &slice = child(node, "slice");
  if (is(base, "Attribute") && text(base, "attr") == "shape") return readShape(scope, node, child(base, "value"));
  MaybeExpr value = readValue(scope, base);
  std::optional<std::vector<Expr>> indices =
      readValues(scope, is(slice, "Tuple") ? list(slice, "elts") : Json::array({slice}));
  if (!value || !indices) return std::nullopt;
  if (indices->empty()) return refuse(scope, node, "an index is missing");
  if (value->type.isArray()) return readElement(scope, node, std::move(*value), std::move(*indices));
  if (value->type.isVector() || value->type.isMatrix())
    return readComponent(scope, node, std::move(*value), std::move(*indices));
  return refuse(scope, node,
                typeText(value->type, scope.module()) + " has no elements; index arrays, vectors and matrices");
}

MaybeExpr readAttribute(FunctionScope &scope, const Json &node) {
  std::string ours = scope.outer.warpName(node), math = scope.outer.mathName(node);
  if (!ours.empty() || !math.empty()) {
    if (std::optional<double> number = namedNumber(ours.empty() ? math : ours)) {
      Expr literal = floatLiteral(*number);
      literal.place = placeOf(node);
      return literal;
    }
    return refuse(
        scope, node,
        "`" + dottedName(node) + "` is no value; functions are called, constants are wp.pi, wp.e, wp.inf and the like");
  }
  if (text(node, "attr") == "shape")
    return refuse(scope, node, "a shape is no value; write one of its extents: a.shape[0]");
  MaybeExpr value = readValue(scope, child(node, "value"));
  if (!value) return std::nullopt;
  if (value->type.isStruct()) return readField(scope, node, std::move(*value));
  if (value->type.isVector()) return readNamedComponent(scope, node, std::move(*value));
  return refuse(scope, node,
                typeText(value->type, scope.module()) + " has no attribute `" + text(node, "attr") +
                    "`; structs have fields, vectors x, y, z, w, arrays shape");
}

}  // namespace mlir_rl::kernel
