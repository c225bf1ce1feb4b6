#include "mlir_rl/plot/gnuplot.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "mlir_rl/support/files.h"

extern "C" char **environ;

namespace mlir_rl {

const char *const kHowToGetGnuplot = "plots are drawn by gnuplot, which is not there (Debian: apt install gnuplot-nox)";

namespace {

/// A file in memory, for one of the child's three streams: no pipe can fill up, nothing is left behind.
class MemoryFile {
 public:
  explicit MemoryFile(const char *name) : fd_(memfd_create(name, MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile &) = delete;
  MemoryFile &operator=(const MemoryFile &) = delete;
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

  Status fill(const std::string &text) {
    Status ok = writeAll(fd_, text, "script of gnuplot");
    if (ok && lseek(fd_, 0, SEEK_SET) < 0) return tl::unexpected(systemError("cannot rewind", errno));
    return ok;
  }
  std::string content() const {
    std::string text(size_t(std::max<off_t>(0, lseek(fd_, 0, SEEK_END))), '\0');
    ssize_t got = pread(fd_, text.data(), text.size(), 0);
    text.resize(size_t(std::max<ssize_t>(0, got)));
    return text;
  }

 private:
  int fd_;
};

Result<pid_t> start(const MemoryFile (&streams)[3]) {
  // -d: no settings of the user's.
  char name[] = "gnuplot", plain[] = "-d", input[] = "-";
  char *const arguments[] = {name, plain, input, nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int i = 0; i < 3; ++i) posix_spawn_file_actions_adddup2(&actions, streams[i].fd(), i);
  pid_t child = 0;
  int problem = posix_spawnp(&child, name, &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem == ENOENT) return badEnvironment(kHowToGetGnuplot);
  if (problem != 0) return tl::unexpected(systemError("cannot start gnuplot", problem));
  return child;
}

}  // namespace

Result<std::string> runGnuplot(const std::string &script) {
  MemoryFile streams[3] = {MemoryFile("script"), MemoryFile("picture"), MemoryFile("messages")};
  for (const MemoryFile &stream : streams)
    if (stream.fd() < 0) return tl::unexpected(systemError("cannot make a file in memory", errno));
  if (Status ok = streams[0].fill(script); !ok) return tl::unexpected(ok.error());
  Result<pid_t> child = start(streams);
  if (!child) return tl::unexpected(child.error());
  int state = 0;
  while (waitpid(*child, &state, 0) < 0 && errno == EINTR) continue;
  if (!WIFEXITED(state) || WEXITSTATUS(state) != 0) return failed("gnuplot failed: " + streams[2].content());
  std::string picture = streams[1].content();
  if (picture.empty()) return failed("gnuplot drew nothing: " + streams[2].content());
  return picture;
}

}  // namespace mlir_rl
