// Variables, elements, components and fields as text: what can be read, and what can be written.

#include <algorithm>

#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

Text Body::place(const Expr &expr) {
  if (expr.kind == ExprKind::component) return component(expr, true);
  if (expr.kind != ExprKind::field && expr.kind != ExprKind::shape) return this->expr(expr);
  const Expr &whole = expr.operands[0];
  std::string text = within(place(whole), Binding::atom);
  if (expr.kind == ExprKind::shape) return {text + ".shape[" + std::to_string(expr.id) + "]"};
  const Struct &structure = unit_.module.structs[size_t(whole.type.structure)];
  return {text + "." + unit_.names.local(structure.fields[size_t(expr.id)].name)};
}

Text Body::steadyPlace(const Expr &expr, const Exprs &later) {
  Text text = place(expr);
  Effects indices = effectsOfIndices(expr, unit_.module);
  bool disturbed = std::any_of(later.begin(), later.end(),
                               [&](const Expr *other) { return conflict(indices, effectsOf(*other, unit_.module)); });
  return disturbed ? keptPlace(text, expr.type) : text;
}

Text Body::row(const Type &matrix, std::span<const Text> texts) {
  Type type = vectorType(matrix.columns, matrix.scalar);
  unit_.prelude.function(type, "row_of", {{"a", matrix}, {"row", kI32}},
                         eachComponent(unit_.prelude, type, "a.c[row][i]"));
  return call("row_of", texts);
}

/// A component of a row is one of the matrix.
Text Body::component(const Expr &expr, bool isPlace) {
  const Expr *whole = &expr.operands[0];
  Exprs parts = pointersTo(std::span(expr.operands).subspan(1));
  if (whole->kind == ExprKind::component && whole->type.isVector()) {
    parts.insert(parts.begin(), &whole->operands[1]);
    whole = &whole->operands[0];
  }
  std::vector<Text> texts;
  if (isPlace) {
    Text base = steadyPlace(*whole, parts);
    texts = operands(parts);
    texts.insert(texts.begin(), base);
  } else {
    parts.insert(parts.begin(), whole);
    texts = operands(parts);
  }
  if (whole->type.isMatrix() && texts.size() == 2) return row(whole->type, texts);
  std::string text = within(texts[0], Binding::atom) + ".c";
  for (const Text &index : std::span(texts).subspan(1)) text += "[" + index.text + "]";
  return {text};
}

/// Of an array and as many indices as there are texts behind it.
Text Body::element(const Type &array, std::span<const Text> texts) {
  std::string base = within(texts[0], Binding::atom);
  std::span<const Text> indices = texts.subspan(1);
  if (indices.size() < array.dims) {
    unit_.prelude.slice(array.dims, int(indices.size()));
    return call(base + ".slice", indices);
  }
  if (array.dims == 1) return {base + "[" + indices[0].text + "]"};
  return call(base, indices);
}

}  // namespace mlir_rl::kernel::text
