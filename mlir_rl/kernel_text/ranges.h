#pragma once

/// \file
/// Which values integers may have, as far as it is plain from the text: indices of threads, loops, extents, literals
/// and what is computed from them. Tells sums and products that cannot overflow.

#include <map>
#include <set>
#include <vector>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::text {

/// Launches and arrays have at most so many threads and elements along a dimension: so much is assumed, and said in the
/// text's first line, to leave arithmetic on indices as simple as engineers write it.
inline constexpr int64_t kMaxExtentOfLaunch = int64_t(1) << 27;

/// Both ends included.
struct Range {
  int64_t low = 0;
  int64_t high = 0;
  bool operator==(const Range &) const = default;
};

class Ranges {
 public:
  /// Of a module whose functions are called only from inside it.
  explicit Ranges(const Module &module);

  /// Of a scalar integer in one of the module's functions; all values of its type, when nothing is known. uint64 has
  /// the range of int64, which says nothing.
  Range of(const Expr &expr, const Function &function);
  /// Whether + - * or the negation of integers like these may leave their type.
  static bool overflows(Builtin row, Scalar scalar, Range a, Range b = {});

 private:
  /// What a variable gets somewhere.
  struct Source {
    const Function *function = nullptr;
    const Expr *value = nullptr;  ///< null: anything
    const Stmt *loop = nullptr;   ///< the variable of this loop, whatever `value` is
  };
  using Key = std::pair<const Function *, int>;

  void note(const Function &function);
  void noteStmts(const Function &function, const std::vector<Stmt> &body);
  Range ofVariable(const Function &function, int id);
  Range ofSource(const Source &source, const Type &type);
  Range ofLoop(const Stmt &loop, const Function &function);
  Range ofCall(const Expr &call);
  Range ofBuiltin(const Expr &expr, const Function &function);

  const Module &module_;
  std::map<Key, std::vector<Source>> sources_;
  std::map<Key, Range> known_;  ///< also of variables whose range is being found out: everything
};

/// All values of a type.
Range fullRange(Scalar scalar);
/// The values that one of both has.
Range joined(Range a, Range b);
/// Of a builtin on scalars with operands in these ranges.
Range rangeOf(Builtin row, Scalar result, const std::vector<Range> &operands);

}  // namespace mlir_rl::kernel::text
