#include "mlir_rl/kernel_front/python.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

static constexpr const char *kEnded = "its process ended; is Python 3.9 or newer installed?";

/// In the child, between fork and exec.
[[noreturn]] static void become(const PythonPlace &place, int in, int out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  dup2(in, 0);
  dup2(out, 1);
  // Isolated: no user's packages, no variables of the environment. Nothing but the standard library is needed.
  execlp(place.python.c_str(), place.python.c_str(), "-I", "-S", "-X", "utf8", place.script.c_str(), nullptr);
  _exit(127);
}

Status PythonParser::start() {
  if (!exists(place_.script)) return badEnvironment(place_.script + " is missing: it comes with mlir-rl");
  signal(SIGPIPE, SIG_IGN);
  int toChild[2], fromChild[2];
  if (pipe2(toChild, O_CLOEXEC)) return tl::unexpected(systemError("pipe", errno));
  if (pipe2(fromChild, O_CLOEXEC)) {
    Error error = systemError("pipe", errno);
    close(toChild[0]);
    close(toChild[1]);
    return tl::unexpected(error);
  }
  pid_ = fork();
  if (pid_ == 0) become(place_, toChild[0], fromChild[1]);
  int problem = errno;
  close(toChild[0]);
  close(fromChild[1]);
  in_ = toChild[1];
  out_ = fromChild[0];
  reader_.emplace(out_);
  if (pid_ > 0) return {};
  stop();
  return tl::unexpected(systemError("fork", problem));
}

void PythonParser::stop() {
  if (in_ >= 0) close(in_);
  if (out_ >= 0) close(out_);
  in_ = out_ = -1;
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

Error PythonParser::lost(const std::string &why) {
  stop();
  return {ErrorKind::environment, "Python's parser (" + place_.python + " " + place_.script + "): " + why};
}

Result<nlohmann::json> PythonParser::answer(double seconds) {
  double deadline = monotonicSeconds() + seconds;
  while (!reader_->hasLine()) {
    double left = deadline - monotonicSeconds();
    pollfd waiting = {out_, POLLIN, 0};
    int ready = left > 0 ? poll(&waiting, 1, int(left * 1000) + 1) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return tl::unexpected(lost("no answer within " + std::to_string(int(seconds)) + " s"));
    break;  // a part of the line or the end: next() reads on until either
  }
  Result<std::optional<nlohmann::json>> line = reader_->next();
  if (!line) return tl::unexpected(lost("its answer is not JSON"));
  if (!*line) return tl::unexpected(lost(kEnded));
  return **std::move(line);
}

Result<std::vector<nlohmann::json>> PythonParser::parse(const std::vector<std::string> &sources, double seconds) {
  if (pid_ < 0)
    if (Status ok = start(); !ok) return tl::unexpected(ok.error());
  if (!writeJsonLine(in_, {{"sources", sources}})) return tl::unexpected(lost(kEnded));
  Result<nlohmann::json> answered = answer(seconds);
  if (!answered) return tl::unexpected(answered.error());
  nlohmann::json trees = answered->is_object() ? answered->value("trees", nlohmann::json()) : nlohmann::json();
  if (!trees.is_array() || trees.size() != sources.size()) return tl::unexpected(lost("its answer has another form"));
  return trees.get<std::vector<nlohmann::json>>();
}

}  // namespace mlir_rl::kernel
