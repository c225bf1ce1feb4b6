#include "mlir_rl/support/json_lines.h"

#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

using nlohmann::json;

Result<json> parseJson(std::string_view text, const std::string &where) {
  try {
    return json::parse(text);
  } catch (const json::parse_error &error) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: ..." without the library's own name.
    std::string message = error.what();
    size_t bracket = message.find("] ");
    return badUsage(where + ": " + (bracket == std::string::npos ? message : message.substr(bracket + 2)));
  }
}

std::string jsonText(const json &value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

Status writeJsonLine(int fd, const json &value) { return writeAll(fd, jsonText(value) + '\n', "JSON line"); }

/// False at the end of the input.
Result<bool> JsonLineReader::fill() {
  buffer_.erase(0, start_);
  start_ = 0;
  constexpr size_t kBlock = size_t{1} << 16;
  size_t old = buffer_.size();
  buffer_.resize(old + kBlock);
  ssize_t got = read(fd_, buffer_.data() + old, kBlock);
  while (got < 0 && errno == EINTR) got = read(fd_, buffer_.data() + old, kBlock);
  int error = errno;
  buffer_.resize(old + (got > 0 ? static_cast<size_t>(got) : 0));
  if (got < 0) return tl::unexpected<Error>(systemError("cannot read JSON lines", error));
  return got > 0;
}

Result<std::optional<std::string>> JsonLineReader::nextLine() {
  size_t searched = start_;
  while (true) {
    size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos) {
      std::string line = buffer_.substr(start_, end - start_);
      start_ = end + 1;
      ++line_;
      return line;
    }
    size_t pending = buffer_.size() - start_;
    if (static_cast<int64_t>(pending) > maxLineBytes_) {
      return failed("line " + std::to_string(line_ + 1) + " is longer than " + std::to_string(maxLineBytes_) +
                    " bytes");
    }
    Result<bool> more = fill();
    if (!more) return tl::unexpected<Error>(more.error());
    searched = pending;
    if (*more) continue;
    if (buffer_.empty()) return std::nullopt;
    // The last line may lack its newline; one that was cut short does not parse.
    buffer_ += '\n';
  }
}

Result<std::optional<json>> JsonLineReader::next() {
  while (true) {
    Result<std::optional<std::string>> line = nextLine();
    if (!line) return tl::unexpected<Error>(line.error());
    if (!*line) return std::nullopt;
    if ((*line)->find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<json> value = parseJson(**line, "line " + std::to_string(line_));
    if (!value) return tl::unexpected<Error>(value.error());
    return std::optional<json>(std::move(*value));
  }
}

}  // namespace mlir_rl
