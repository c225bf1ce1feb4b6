#include "mlir_rl/peers/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

namespace {

constexpr const char *kThreadVariables[] = {"OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS",
                                            "TORCH_NUM_THREADS"};

std::string listText(const std::vector<int> &values) {
  std::string text;
  for (int value : values) text += (text.empty() ? "" : ",") + std::to_string(value);
  return text;
}

/// In the child, between fork and exec.
[[noreturn]] void become(const ChildPlace &place, const std::vector<std::string> &arguments, int in, int out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setpgid(0, 0);  // Ctrl-C is for us, who then tell it
  dup2(in, 0);
  dup2(out, 1);
  int log = open(place.log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (log >= 0) dup2(log, 2);
  std::string threads = std::to_string(place.cores.size());
  for (const char *name : kThreadVariables) setenv(name, threads.c_str(), 1);
  setenv("PYTHONPATH", place.package.c_str(), 1);
  setenv("PYTHONWARNINGS", "ignore", 1);
  std::vector<std::string> words = {place.python, "-m", "peers.child", listText(place.cores)};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char *> list;
  for (std::string &word : words) list.push_back(word.data());
  list.push_back(nullptr);
  execv(list.front(), list.data());
  _exit(127);
}

}  // namespace

Child::Child(const ChildPlace &place, std::vector<std::string> arguments)
    : place_(place), arguments_(std::move(arguments)) {}

Status Child::start() {
  if (access(place_.python.c_str(), X_OK) != 0)
    return badEnvironment(place_.python + " is missing: `make peers` installs it, or name another with --python");
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
  if (pid_ == 0) become(place_, arguments_, toChild[0], fromChild[1]);
  int problem = errno;
  close(toChild[0]);
  close(fromChild[1]);
  in_ = toChild[1];
  out_ = fromChild[0];
  if (pid_ < 0) {
    stop();
    return tl::unexpected(systemError("fork", problem));
  }
  reader_.emplace(out_);
  return {};
}

void Child::stop() {
  if (in_ >= 0) close(in_);
  if (out_ >= 0) close(out_);
  in_ = out_ = -1;
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
}

nlohmann::json Child::lost(const std::string &why) {
  stop();
  return {{"status", "failed"}, {"why", why + "; see " + place_.log}};
}

Result<nlohmann::json> Child::ask(const nlohmann::json &command, double seconds) {
  if (pid_ < 0)
    if (Status ok = start(); !ok) return tl::unexpected(ok.error());
  if (!writeJsonLine(in_, command)) return lost("its process died");
  double deadline = monotonicSeconds() + seconds;
  while (!reader_->hasLine()) {
    double left = deadline - monotonicSeconds();
    pollfd waiting = {out_, POLLIN, 0};
    int ready = left > 0 ? poll(&waiting, 1, int(left * 1000) + 1) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return lost("no answer within " + std::to_string(int(seconds)) + " s");
    // What is there may be part of a line or the end: next() reads on until either.
    break;
  }
  Result<std::optional<nlohmann::json>> answer = reader_->next();
  if (!answer) return lost("its answer is not JSON");
  if (!*answer) return lost("its process died");
  return **std::move(answer);
}

}  // namespace mlir_rl
