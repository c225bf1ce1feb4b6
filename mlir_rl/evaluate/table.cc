#include "mlir_rl/evaluate/table.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

ResultTable::ResultTable(ResultTable &&other) noexcept { *this = std::move(other); }

ResultTable &ResultTable::operator=(ResultTable &&other) noexcept {
  std::swap(path_, other.path_);
  std::swap(rows_, other.rows_);
  std::swap(fd_, other.fd_);
  std::swap(repaired_, other.repaired_);
  return *this;
}

ResultTable::~ResultTable() {
  if (fd_ >= 0) close(fd_);
}

Result<ResultTable> ResultTable::open(const std::string &path) {
  ResultTable table;
  table.path_ = path;
  size_t slash = path.rfind('/');
  if (slash != std::string::npos && slash > 0)
    if (Status ok = makeFolder(path.substr(0, slash)); !ok) return tl::unexpected(ok.error());
  table.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (table.fd_ < 0) return tl::unexpected(systemError("cannot write " + path, errno));
  if (Status ok = table.read(); !ok) return tl::unexpected(ok.error());
  return table;
}

Status ResultTable::read() {
  Result<std::string> text = readFile(path_);
  if (!text) return tl::unexpected(text.error());
  size_t whole = text->rfind('\n') + 1;  // 0 when there is no newline at all
  if (whole < text->size()) {
    repaired_ = true;
    if (ftruncate(fd_, off_t(whole)) != 0) return tl::unexpected(systemError("cannot write " + path_, errno));
  }
  int line = 0;
  for (size_t begin = 0; begin < whole;) {
    size_t end = text->find('\n', begin);
    std::string_view one = std::string_view(*text).substr(begin, end - begin);
    begin = end + 1;
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<nlohmann::json> row = parseJson(one, path_ + ": line " + std::to_string(line));
    if (!row) return tl::unexpected(row.error());
    rows_.push_back(*std::move(row));
  }
  return {};
}

Status ResultTable::append(nlohmann::json row) {
  if (Status ok = writeAll(fd_, jsonText(row) + "\n", path_); !ok) return ok;
  if (fsync(fd_) != 0 && errno != EINVAL) return tl::unexpected(systemError("cannot write " + path_, errno));
  rows_.push_back(std::move(row));
  return {};
}

}  // namespace mlir_rl
