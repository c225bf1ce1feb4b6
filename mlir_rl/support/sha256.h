#pragma once

/// \file
/// SHA-256: what a file's content is known by to others, and what equal texts are found by.

#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

/// Of several texts one after the other.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256 &) = delete;
  Sha256 &operator=(const Sha256 &) = delete;
  Sha256 &add(std::string_view bytes);
  /// 64 lower-case hex digits of all that was added; starts anew.
  std::string text();

 private:
  struct State;
  State *state_;
};

/// Of a file's bytes. Errors as readFile().
Result<std::string> sha256OfFile(const std::string &path);

}  // namespace mlir_rl
