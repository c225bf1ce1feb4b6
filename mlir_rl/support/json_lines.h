#pragma once

/// \file
/// One JSON value a line, over a file descriptor: the form of our worker protocol, logs and exports.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Parses a text as one JSON value. `where` ("FILE" or "line 3") stands before the message of the error (usage).
Result<nlohmann::json> parseJson(std::string_view text, const std::string &where);

/// One line, no newline at the end. NaN and infinities become null; bytes that are not UTF-8 become U+FFFD.
std::string jsonText(const nlohmann::json &value);

/// Writes the value and a newline with as few write calls as possible (one, unless the descriptor is a full pipe).
Status writeJsonLine(int fd, const nlohmann::json &value);

/// Reads a descriptor it does not own. Blocks until a whole line is there.
class JsonLineReader {
 public:
  explicit JsonLineReader(int fd, int64_t maxLineBytes = int64_t{1} << 30) : fd_(fd), maxLineBytes_(maxLineBytes) {}

  /// The next value; nothing at the end of the input. Blank lines are passed over. After an error about one line
  /// (malformed: usage, with the line's number) the next call goes on with the line after it.
  Result<std::optional<nlohmann::json>> next();

  /// True when next() needs no read: for callers that poll the descriptor.
  bool hasLine() const { return buffer_.find('\n', start_) != std::string::npos; }
  /// Number of the line last returned, from 1.
  int64_t lineNumber() const { return line_; }

 private:
  Result<bool> fill();
  Result<std::optional<std::string>> nextLine();
  int fd_;
  int64_t maxLineBytes_;
  std::string buffer_;
  size_t start_ = 0;  ///< of what next() has not returned yet
  int64_t line_ = 0;
};

}  // namespace mlir_rl
