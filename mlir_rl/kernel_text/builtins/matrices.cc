// How functions of matrices are written. Sums start with their first term.

#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

namespace {

/// A matrix without one row and one column.
Text minorOf(Prelude &prelude, const Type &type, const std::string &matrix, const std::string &row,
             const std::string &column) {
  Type rest = matrixType(type.rows - 1, type.columns - 1, type.scalar);
  std::string value = "a.c[i + (i >= row)][j + (j >= column)]";
  prelude.function(rest, "minor_of", {{"a", type}, {"row", kI32}, {"column", kI32}},
                   eachComponent(prelude, rest, value));
  return call("minor_of", {Text{matrix}, Text{row}, Text{column}});
}

/// m0p * m1q - m1p * m0q in rows `i` and `j`.
Text crossed(Prelude &prelude, Scalar scalar, std::pair<int, int> first, std::pair<int, int> second) {
  auto entry = [](int row, int column) { return part("a", std::to_string(row), std::to_string(column)); };
  auto times = [&](const Text &a, const Text &b) { return operation(prelude, Builtin::mul, scalar, a, b); };
  auto [i, p] = first;
  auto [j, q] = second;
  return operation(prelude, Builtin::sub, scalar, times(entry(i, p), entry(j, q)), times(entry(j, p), entry(i, q)));
}

/// By the first row: of 3 rows as dot(row 0, cross(row 1, row 2)), of 4 by cofactors with alternating signs.
Text expandedDeterminant(Prelude &prelude, const Type &type);

Text determinantOf(Prelude &prelude, const Type &type, const Text &operand) {
  Text value = part("a", "0", "0");
  // The table has m00 * m11 - m10 * m01.
  if (type.rows == 2) value = crossed(prelude, type.scalar, {0, 0}, {1, 1});
  if (type.rows > 2) value = expandedDeterminant(prelude, type);
  prelude.function(scalarType(type.scalar), "determinant", {{"a", type}}, returned(value));
  return call("determinant", {operand});
}

Text expandedDeterminant(Prelude &prelude, const Type &type) {
  auto op = [&](Builtin row, const Text &a, const Text &b) { return operation(prelude, row, type.scalar, a, b); };
  Text sum;
  for (int i = 0; i < type.rows; ++i) {
    std::string column = std::to_string(i);
    Text rest = crossed(prelude, type.scalar, {1, (i + 1) % 3}, {2, (i + 2) % 3});
    if (type.rows == 4) {
      Type smaller = matrixType(3, 3, type.scalar);
      rest = determinantOf(prelude, smaller, minorOf(prelude, type, "a", "0", column));
    }
    Text term = op(Builtin::mul, part("a", "0", column), rest);
    sum = i == 0 ? term : op(type.rows == 4 && i % 2 ? Builtin::sub : Builtin::add, sum, term);
  }
  return sum;
}

/// Of vectors a, b, ...: which of them and which component of it the result's component (row, column) is.
Text stacked(const Use &use, const char *name, bool rows) {
  std::vector<std::string> parameters;
  for (size_t i = 0; i < use.types.size(); ++i) parameters.push_back(std::string(1, char('a' + i)));
  std::vector<Text> components;
  for (int row = 0; row < use.result.rows; ++row)
    for (int column = 0; column < use.result.columns; ++column)
      components.push_back(part(parameters[size_t(rows ? row : column)].c_str(), std::to_string(rows ? column : row)));
  std::string value = use.prelude.word(use.result) + "{" + listed(components) + "}";
  return helper(use, name, parameters, returned(value));
}

}  // namespace

namespace spelling {

Text ddot(const Use &use) {
  const Type &type = use.types[0];
  std::string columns = std::to_string(type.columns);
  auto entry = [&](const char *name, const std::string &k) {
    return k == "0" ? part(name, k, k) : part(name, k + " / " + columns, k + " % " + columns);
  };
  std::string lines = sumLines(use.prelude, type.scalar, type.components(), [&](const std::string &k) {
    return operation(use.prelude, Builtin::mul, type.scalar, entry("a", k), entry("b", k));
  });
  return helper(use, "ddot", {"a", "b"}, lines + returned("sum"));
}

Text transpose(const Use &use) {
  return helper(use, "transpose", {"a"}, eachComponent(use.prelude, use.result, "a.c[j][i]"));
}

Text determinant(const Use &use) { return determinantOf(use.prelude, use.types[0], use.operands[0]); }

Text inverse(const Use &use) {
  Prelude &prelude = use.prelude;
  const Type &type = use.result;
  Scalar scalar = type.scalar;
  std::string word = prelude.word(scalar), matrix = prelude.word(type);
  std::string whole = determinantOf(prelude, type, {"a"}).text;
  Type smaller = matrixType(type.rows - 1, type.rows - 1, scalar);
  std::string cofactor = determinantOf(prelude, smaller, minorOf(prelude, type, "a", "j", "i")).text;
  std::string lines = word + " cofactor = " + cofactor + ";\n";
  lines += "if ((i + j) % 2 == 1) cofactor = " + negation(prelude, scalar, {"cofactor"}).text + ";\n";
  lines += "r.c[i][j] = " + operation(prelude, Builtin::div, scalar, {"cofactor"}, {"whole"}).text + ";\n";
  return helper(use, "inverse", {"a"},
                word + " whole = " + whole + ";\nif (whole == " + prelude.number(0, scalar).text + ") return {};\n" +
                    matrix + " r;\n" + loopText(type, lines) + "return r;\n");
}

Text trace(const Use &use) {
  const Type &type = use.types[0];
  return helper(use, "trace", {"a"}, sumLines(use.prelude, type.scalar, type.rows, [](const std::string &k) {
                                       return part("a", k, k);
                                     }) + returned("sum"));
}

Text diag(const Use &use) {
  std::string word = use.prelude.word(use.result);
  return helper(use, "diag", {"a"}, word + " r{};\n" + loopText(use.types[0], "r.c[i][i] = a.c[i];\n") + "return r;\n");
}
Text getDiag(const Use &use) {
  return helper(use, "get_diag", {"a"}, eachComponent(use.prelude, use.result, part("a", "i", "i").text));
}

/// The type is a part of the name, as it is no part of the operands.
Text identity(const Use &use) {
  Prelude &prelude = use.prelude;
  std::string word = prelude.word(use.result), one = prelude.number(1, use.result.scalar).text;
  std::string rows = std::to_string(use.result.rows);
  return helper(use, "identity_" + word, {},
                word + " r{};\nfor (int i = 0; i < " + rows + "; ++i) r.c[i][i] = " + one + ";\nreturn r;\n");
}

Text matrixFromRows(const Use &use) { return stacked(use, "matrix_from_rows", true); }
Text matrixFromCols(const Use &use) { return stacked(use, "matrix_from_cols", false); }

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
