#include "mlir_rl/support/line_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <nlohmann/json.hpp>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

static constexpr const char *kDied = "its process died";

Status LineProcess::start(const std::function<void()> &become) {
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
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(toChild[0], 0);
    dup2(fromChild[1], 1);
    become();
    _exit(127);
  }
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

void LineProcess::stop() {
  if (in_ >= 0) close(in_);
  if (out_ >= 0) close(out_);
  in_ = out_ = -1;
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

Status LineProcess::awaitAnswer(double seconds) {
  double deadline = monotonicSeconds() + seconds;
  while (!reader_->hasLine()) {
    double left = deadline - monotonicSeconds();
    pollfd waiting = {out_, POLLIN, 0};
    int ready = left > 0 ? poll(&waiting, 1, int(left * 1000) + 1) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return failed("no answer within " + std::to_string(int(seconds)) + " s");
    break;  // a part of the line or the end: next() reads on until either
  }
  return {};
}

Result<nlohmann::json> LineProcess::answer(const nlohmann::json &line, double seconds) {
  if (!writeJsonLine(in_, line)) return badEnvironment(kDied);
  if (Status ok = awaitAnswer(seconds); !ok) return tl::unexpected(ok.error());
  Result<std::optional<nlohmann::json>> answered = reader_->next();
  if (!answered) return failed("its answer is not JSON");
  if (!*answered) return badEnvironment(kDied);
  return **std::move(answered);
}

Result<nlohmann::json> LineProcess::ask(const nlohmann::json &line, double seconds) {
  Result<nlohmann::json> answered = answer(line, seconds);
  if (!answered) stop();
  return answered;
}

}  // namespace mlir_rl
