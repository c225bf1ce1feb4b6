#pragma once

/// \file
/// Names for what a module has: words that fit a family, joined when they run out.

#include <set>
#include <string>

#include "mlir_rl/kernel_make/draw.h"

namespace mlir_rl::kernel::make {

/// Words of a family, each list separated by spaces.
struct Theme {
  const char *verbs;    ///< what kernels and functions do: "scale advect"
  const char *nouns;    ///< what arrays hold and values are: "density velocity"
  const char *results;  ///< what outputs are called: "out next_density"
  const char *numbers;  ///< scalar parameters and constants: "dt viscosity"
};

enum class NameKind : uint8_t {
  kernel,
  function,
  structure,
  constant,
  field,
  input,
  output,
  number,  ///< a float parameter
  count,   ///< an integer parameter or local
  real,    ///< a float local
  flag,    ///< a bool
  vector,
  matrix,
  loop,  ///< a loop's variable
};
inline constexpr int kNumNameKinds = 14;

class Names {
 public:
  /// The words that names are made of from now on; the theme must outlive the names.
  void use(const Theme &theme) { theme_ = &theme; }

  /// A name that nothing in the module has, of kernels, functions, structs and constants.
  std::string ofModule(Draw &draw, NameKind kind);
  /// A name that is not `taken`, and nothing at the module's level has; noted in `taken`. `hint`, when it is free or
  /// with another word before it.
  std::string local(Draw &draw, NameKind kind, std::set<std::string> &taken, const std::string &hint = "");

 private:
  std::string word(Draw &draw, NameKind kind) const;
  bool isFree(const std::string &name) const;

  const Theme *theme_ = nullptr;
  std::set<std::string> atTop_;   ///< of constants, structs, functions and kernels
  std::set<std::string> inside_;  ///< of all variables
};

/// Whether Python or kernels give the name a meaning.
bool isReserved(const std::string &name);

}  // namespace mlir_rl::kernel::make
