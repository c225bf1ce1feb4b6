#include "last_words.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <new>

#include "mlir_rl/measure/limits.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

const ChildTask *listened = nullptr;
const std::vector<Variant> *watched = nullptr;

/// In a signal handler: formats into a fixed buffer and writes.
void say(const Death &death) {
  char line[512];
  int length = std::snprintf(line, sizeof line,
                             "{\"died\": \"%s\", \"message\": \"%s\", \"system_call\": %d, \"seconds\": %.9f}\n",
                             death.kind, death.message, death.systemCall, death.seconds);
  (void)!write(listened->replyFd, line, size_t(length));
}

void outOfMemory() {
  say({.kind = "out_of_memory", .message = "asked for more memory than it may have"});
  _exit(1);
}

bool anyGuards(const std::vector<GuardedBuffer> &buffers, const void *address) {
  for (const GuardedBuffer &buffer : buffers)
    if (buffer.isGuarded(address)) return true;
  return false;
}

bool isGuarded(const void *address) {
  if (anyGuards(listened->program.outputs, address)) return true;
  for (const InputData *set : listened->sets)
    if (anyGuards(set->inputs, address) || anyGuards(set->references, address)) return true;
  for (const Variant &variant : *watched)
    if (variant.workspace && variant.workspace->isGuarded(address)) return true;
  return false;
}

Measurement failure(Outcome outcome, std::string message) {
  Measurement m;
  m.outcome = outcome;
  m.message = std::move(message);
  return m;
}

Measurement fromLastWords(const nlohmann::json &words) {
  Outcome outcome = findOutcome(words.value("died", "")).value_or(Outcome::crash);
  Measurement m = failure(outcome, words.value("message", ""));
  if (int call = words.value("system_call", -1); call >= 0) m.message = "system call " + systemCallName(call);
  if (outcome == Outcome::cut) {
    m.median = words.value("seconds", 0.0);
    m.samples = {m.median};
  }
  return m;
}

}  // namespace

void listenToDeath(const ChildTask &task, const std::vector<Variant> &variants) {
  listened = &task;
  watched = &variants;
  catchDeath(say, isGuarded);
  std::set_new_handler(outOfMemory);
}

Measurement measurementOf(const Ending &ending, const MeasureRequest &request) {
  if (ending.timedOut)
    return failure(Outcome::timeout, "took longer than " + std::to_string(request.wallSeconds) + " s");
  Result<nlohmann::json> words = parseJson(ending.line.substr(0, ending.line.find('\n')), "child");
  if (words && words->is_object() && words->contains("died")) return fromLastWords(*words);
  if (!WIFSIGNALED(ending.status)) return failure(Outcome::crash, "ended without an answer");
  int signal = WTERMSIG(ending.status);
  // Not by us: the kernel's out-of-memory killer.
  if (signal == SIGKILL) return failure(Outcome::outOfMemory, "killed by the system, which was short of memory");
  return failure(Outcome::crash, std::string("killed by SIG") + sigabbrev_np(signal));
}

}  // namespace mlir_rl
