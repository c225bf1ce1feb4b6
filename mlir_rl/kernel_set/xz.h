#pragma once

/// \file
/// How small xz makes texts: how much there is in them that was not there before.

#include <cstdint>
#include <memory>
#include <string_view>

namespace mlir_rl::kernel {

/// As `xz -6` over all texts one after the other. Nothing is kept.
class XzCounter {
 public:
  XzCounter();
  ~XzCounter();
  XzCounter(const XzCounter &) = delete;
  XzCounter &operator=(const XzCounter &) = delete;

  void add(std::string_view text);
  /// Ends it: what came in, and what came out.
  struct Sizes {
    int64_t raw = 0, compressed = 0;
  };
  Sizes finish();

 private:
  struct State;
  void code(bool last);
  std::unique_ptr<State> state_;
};

}  // namespace mlir_rl::kernel
