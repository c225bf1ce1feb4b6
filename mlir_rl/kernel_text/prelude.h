#pragma once

/// \file
/// What stands before a kernel's functions: headers, types and helper functions, those that are used.

#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel_text/names.h"
#include "mlir_rl/kernel_text/words.h"

namespace mlir_rl::kernel::text {

/// Of a helper function.
struct Parameter {
  std::string name;
  Type type;
  bool isPlace = false;  ///< a reference, written to
};

class Prelude {
 public:
  Prelude(Target target, const Module &module, const Names &names) : target_(target), module_(module), names_(names) {}

  Target target() const { return target_; }

  /// How a type is called; the prelude has what it needs then.
  std::string word(const Type &type);
  std::string word(Scalar scalar);
  Text literal(const Literal &value, Scalar scalar);
  Text number(double value, Scalar scalar);
  /// A cast without more ado.
  Text convert(Scalar to, const Text &a) { return converted(word(to), a); }

  /// `<cmath>` and the like.
  void include(const std::string &header) { headers_.insert(header); }
  /// A function; of several that are the same but for the body the first stays. The body's lines are not indented. A
  /// result of type none is void.
  void function(const Type &result, const std::string &name, const std::vector<Parameter> &parameters,
                const std::string &body);
  /// That arrays of `dims` dimensions have `slice` with `indices` indices.
  void slice(int dims, int indices);

  std::string headers() const;
  std::string types() const;
  const std::string &functions() const { return functions_; }

 private:
  void compound(const Type &type);
  std::string arrayText(int dims) const;

  Target target_;
  const Module &module_;
  const Names &names_;
  std::set<std::string> headers_, known_;
  std::set<int> arrays_;                  ///< dimensions
  std::set<std::pair<int, int>> slices_;  ///< dimensions, indices
  std::string aliases_, compounds_, functions_;
};

/// `RESULT NAME(PARAMETERS)` of words.
std::string signatureText(Target target, const std::string &result, const std::string &name,
                          const std::vector<std::string> &parameters);

/// A function that gives a vector or matrix: `RESULT r;`, then `r.c[i] = VALUE;` for every component, then `return r;`.
/// The value names components by `at(type)`: "a" + at(type).
std::string eachComponent(Prelude &prelude, const Type &type, const std::string &value);
/// Lines that are executed for all components of a vector or matrix; `i`, and `j` of a matrix, are their indices.
std::string loopText(const Type &type, const std::string &lines);
/// ".c[i]" or ".c[i][j]"
std::string at(const Type &type);

}  // namespace mlir_rl::kernel::text
