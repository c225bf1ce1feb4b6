#include "mlir_rl/support/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace mlir_rl {
namespace {

/// Closes on every path out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  /// close() may report an error that an earlier write did not (quota, network file systems).
  int release() {
    int fd = fd_;
    fd_ = -1;
    return close(fd);
  }

 private:
  int fd_;
};

/// Removes the temporary file unless it was renamed into place.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile &) = delete;
  TemporaryFile &operator=(const TemporaryFile &) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) unlink(path_.c_str());
  }
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

tl::unexpected<Error> fail(const std::string &what) { return tl::unexpected<Error>(systemError(what, errno)); }

mode_t currentUmask() {
  // There is no call that only reads it.
  mode_t mask = umask(022);
  umask(mask);
  return mask;
}

Status writeDirectly(const std::string &path, std::string_view content) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) return fail("cannot write " + path);
  Status written = writeAll(file.get(), content, path);
  if (!written) return written;
  if (file.release() != 0) return fail("cannot write " + path);
  return {};
}

/// The rename is durable only once the folder is.
void syncFolder(const std::string &folder) {
  Descriptor handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() >= 0) fsync(handle.get());
}

Status writeAndRename(const std::string &path, std::string_view content, mode_t mode) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  std::string temporary = path + ".XXXXXX";
  Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return fail("cannot write " + path);
  TemporaryFile guard(temporary);
  if (fchmod(file.get(), mode) != 0) return fail("cannot write " + path);
  Status written = writeAll(file.get(), content, path);
  if (!written) return written;
  if (fsync(file.get()) != 0 || file.release() != 0) return fail("cannot write " + path);
  if (rename(temporary.c_str(), path.c_str()) != 0) return fail("cannot write " + path);
  guard.keep();
  syncFolder(folder);
  return {};
}

Result<std::string> readAll(int fd, const std::string &path, int64_t sizeHint, int64_t maxBytes) {
  std::string content;
  content.reserve(static_cast<size_t>(std::max<int64_t>(sizeHint, 0)) + 1);
  constexpr size_t kBlock = size_t{1} << 18;
  while (true) {
    size_t old = content.size();
    content.resize(old + kBlock);
    ssize_t got = read(fd, content.data() + old, kBlock);
    content.resize(old + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return content;
    if (got < 0 && errno != EINTR) return fail("cannot read " + path);
    if (static_cast<int64_t>(content.size()) > maxBytes) {
      return badUsage(path + " is longer than " + std::to_string(maxBytes) + " bytes");
    }
  }
}

}  // namespace

Error systemError(const std::string &what, int errorNumber) {
  std::string message = what + ": " + std::generic_category().message(errorNumber);
  switch (errorNumber) {
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP:
      return {ErrorKind::usage, message};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return {ErrorKind::environment, message + "; free some space or write elsewhere"};
    default:
      return {ErrorKind::environment, message};
  }
}

bool exists(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0;
}

Status writeAll(int fd, std::string_view data, const std::string &what) {
  while (!data.empty()) {
    ssize_t written = write(fd, data.data(), data.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail("cannot write " + what);
    data.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Result<std::string> readFile(const std::string &path, int64_t maxBytes) {
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info;
  if (file.get() < 0 || fstat(file.get(), &info) != 0) return fail("cannot read " + path);
  if (S_ISDIR(info.st_mode)) return badUsage("cannot read " + path + ": it is a folder");
  if (S_ISREG(info.st_mode) && info.st_size > maxBytes) {
    return badUsage(path + " is longer than " + std::to_string(maxBytes) + " bytes");
  }
  return readAll(file.get(), path, S_ISREG(info.st_mode) ? info.st_size : 0, maxBytes);
}

Status writeFile(const std::string &path, std::string_view content) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return writeAndRename(path, content, 0666 & ~currentUmask());
  if (S_ISDIR(info.st_mode)) return badUsage("cannot write " + path + ": it is a folder");
  if (!S_ISREG(info.st_mode)) return writeDirectly(path, content);
  // Through a symbolic link the file it names is replaced, not the link.
  char *real = realpath(path.c_str(), nullptr);
  if (!real) return fail("cannot write " + path);
  std::string target = real;
  free(real);
  return writeAndRename(target, content, info.st_mode & 07777);
}

Status makeFolder(const std::string &path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return tl::unexpected<Error>(systemError("cannot make folder " + path, error.value()));
  if (!std::filesystem::is_directory(path, error)) return badUsage("cannot make folder " + path + ": a file is there");
  return {};
}

}  // namespace mlir_rl
