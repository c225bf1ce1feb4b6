#include "mlir_rl/peers/child.h"

#include <fcntl.h>
#include <unistd.h>

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
void become(const ChildPlace &place, const std::vector<std::string> &arguments) {
  setpgid(0, 0);  // Ctrl-C is for us, who then tell it
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
}

}  // namespace

Child::Child(const ChildPlace &place, std::vector<std::string> arguments)
    : place_(place), arguments_(std::move(arguments)) {}

Status Child::start() {
  if (access(place_.python.c_str(), X_OK) != 0)
    return badEnvironment(place_.python + " is missing: `make peers` installs it, or name another with --python");
  return process_.start([this] { become(place_, arguments_); });
}

nlohmann::json Child::lost(const std::string &why) const {
  return {{"status", "failed"}, {"why", why + "; see " + place_.log}};
}

Result<nlohmann::json> Child::ask(const nlohmann::json &command, double seconds) {
  if (!process_.runs())
    if (Status ok = start(); !ok) return tl::unexpected(ok.error());
  Result<nlohmann::json> answer = process_.ask(command, seconds);
  return answer ? *std::move(answer) : lost(answer.error().message);
}

}  // namespace mlir_rl
