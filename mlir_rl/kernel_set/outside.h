#pragma once

/// \file
/// Kept rows against programs that share nothing with this one: CPython and real Warp run the Python text, NVIDIA's own
/// tools compile the CUDA text and assemble the PTX.

#include <memory>

#include "mlir_rl/kernel_set/recheck.h"

namespace mlir_rl::kernel {

/// What is said of one row.
struct Saying {
  std::string disagreement;                   ///< empty: none
  std::map<std::string, int64_t> notes = {};  ///< what is counted beside, in words
};

class OutsideCheck {
 public:
  virtual ~OutsideCheck() = default;
  /// Errors (environment): it is not installed; the message says what to do.
  virtual Status start() = 0;
  virtual Saying check(SetView &view, const Row &row, const std::string &source, const Module &module) = 0;
};

struct OutsideRow {
  const char *name;    ///< as options have it
  const char *script;  ///< in python/kernels
  const char *about;
  std::unique_ptr<OutsideCheck> (*make)(const PythonPlace &place);
};

/// cpython, warp, nvidia.
std::span<const OutsideRow> outsideChecks();
const OutsideRow *findOutsideCheck(std::string_view name);

/// So many kept rows, spread evenly (0: all). `parser` is python/kernels/parse.py. Errors (environment): no Python, or
/// the program is not installed.
Result<RecheckReport> checkOutside(SetView &view, int64_t sample, OutsideCheck &check, const PythonPlace &parser,
                                   const std::function<void(const RecheckReport &)> &show,
                                   const std::function<bool()> &stop);

std::unique_ptr<OutsideCheck> makeCpythonCheck(const PythonPlace &place);
std::unique_ptr<OutsideCheck> makeWarpCheck(const PythonPlace &place);
std::unique_ptr<OutsideCheck> makeNvidiaCheck(const PythonPlace &place);

}  // namespace mlir_rl::kernel
