#pragma once

/// \file
/// Messages of bytes over a pipe: a kind, a length, the bytes.

#include <optional>
#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

struct Frame {
  char kind = 0;
  std::string bytes;
};

Status writeFrame(int fd, char kind, std::string_view bytes);

/// Puts together what comes in pieces.
class FrameReader {
 public:
  void add(std::string_view bytes) { buffer_.append(bytes); }
  /// The next whole one.
  std::optional<Frame> next();

 private:
  std::string buffer_;
  size_t start_ = 0;
};

/// Waits for a whole one; nothing at the end of the input. `reader` keeps what came too early.
std::optional<Frame> readFrame(int fd, FrameReader &reader);

}  // namespace mlir_rl::kernel
