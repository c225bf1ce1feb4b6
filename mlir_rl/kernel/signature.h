#pragma once

/// \file
/// What builtins take, in short words for people, found by trying their typing rules. `s` is a scalar, the same
/// wherever it stands; vec(n) and mat(n, m) are of it; array(...) has one dimension, array2d(...) two.

#include <string>
#include <vector>

#include "mlir_rl/kernel/builtin.h"

namespace mlir_rl::kernel {

struct Signature {
  std::vector<std::string> operands;  ///< "s", "vec(n)", "mat(n, m)", "array(s)", "bool", "int32"
  std::string result;                 ///< in the same words
  std::string scalars;                ///< which s may be: "numbers", "floats", "int32, uint32"; "" without s
  std::string extents;                ///< which n may be: "2 to 4"; "" when any from 2 on
  /// More operands of the same kind may follow, up to this many in all; 0: none. `result` calls their number count.
  int most = 0;
};

/// Every way to call the row with up to five operands that is no case of another one; simple ones first.
std::vector<Signature> signaturesOf(const BuiltinRow &row);

/// One line: "mat(n, m), vec(m) -> vec(n)".
std::string signatureText(const Signature &signature);

/// As it stands in Python, and different for every row: "a + b", "-a", "wp.sin", "len".
std::string writtenForm(const BuiltinRow &row);

}  // namespace mlir_rl::kernel
