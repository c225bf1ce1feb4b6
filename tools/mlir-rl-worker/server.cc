#include "server.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <functional>

#include "candidate.h"
#include "fault.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "warm_up.h"

namespace mlir_rl {

namespace {

/// What became of a child: the line it sent, or how it ended.
struct Ending {
  std::string line;
  bool timedOut = false;
  int status = 0;
};

/// Forks, runs `body` with the write end of a pipe, and waits at most `seconds`. The child dies with its parent.
Ending inChild(double seconds, const std::function<void(int)> &body) {
  Ending ending;
  int ends[2];
  if (pipe(ends)) return ending;
  pid_t parent = getpid(), pid = fork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    close(ends[0]);
    body(ends[1]);
    _exit(1);
  }
  close(ends[1]);
  double deadline = monotonicSeconds() + seconds;
  char chunk[65536];
  for (;;) {
    pollfd waiting{ends[0], POLLIN, 0};
    double left = deadline - monotonicSeconds();
    int ready = left > 0 ? poll(&waiting, 1, int(left * 1000) + 1) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      ending.timedOut = true;
      kill(pid, SIGKILL);
      break;
    }
    ssize_t got = read(ends[0], chunk, sizeof chunk);
    if (got <= 0) break;
    ending.line.append(chunk, size_t(got));
  }
  close(ends[0]);
  waitpid(pid, &ending.status, 0);
  return ending;
}

/// Every variant failed alike.
MeasureReply failedReply(const MeasureRequest &request, Outcome outcome, const std::string &message, size_t at = 0) {
  Measurement failure;
  failure.outcome = outcome;
  failure.message = message;
  MeasureReply reply{request.id, std::vector<Measurement>(request.variants.size(), failure)};
  for (size_t i = 0; i < reply.measurements.size(); ++i)
    if (i != at && at > 0) reply.measurements[i].message = "another variant in the same process: " + message;
  return reply;
}

/// The reply of a child, whatever way it ended.
MeasureReply replyFrom(const MeasureRequest &request, const Ending &ending) {
  if (ending.timedOut)
    return failedReply(request, Outcome::timeout, "took longer than " + std::to_string(request.wallSeconds) + " s");
  std::string last = ending.line.substr(0, ending.line.find('\n'));
  Result<nlohmann::json> json = parseJson(last, "child");
  if (json && json->contains("died")) {
    auto outcome = findOutcome(json->value("died", "crash"));
    return failedReply(request, outcome.value_or(Outcome::crash), json->value("message", ""),
                       json->value("variant", size_t{0}));
  }
  if (json)
    if (Result<MeasureReply> reply = measureReplyFrom(*json)) return *std::move(reply);
  if (WIFSIGNALED(ending.status)) {
    int signal = WTERMSIG(ending.status);
    bool memory = signal == SIGKILL;  // not by us: the kernel's out-of-memory killer
    return failedReply(request, memory ? Outcome::outOfMemory : Outcome::crash,
                       std::string("killed by SIG") + sigabbrev_np(signal));
  }
  return failedReply(request, Outcome::crash, "ended without an answer");
}

class Server {
 public:
  Server(int out, const WorkerSettings &settings) : out_(out), settings_(settings) {}

  Status handle(const nlohmann::json &line) {
    std::string op = line.is_object() ? line.value("op", "") : "";
    if (op == "load") return handleLoad(line);
    if (op == "measure") return handleMeasure(line);
    return badUsage("unknown request '" + op + "'");
  }

 private:
  /// Problems are reported when the program is used: load has no answer.
  Status handleLoad(const nlohmann::json &line) {
    Result<LoadRequest> request = loadRequestFrom(line);
    if (!request) return tl::unexpected(request.error());
    std::string name = request->program;
    Result<std::unique_ptr<LoadedProgram>> program = loadProgram(*std::move(request));
    if (program)
      programs_[name] = *std::move(program);
    else
      problems_[name] = program.error().message;
    return {};
  }

  Status handleMeasure(const nlohmann::json &line) {
    Result<MeasureRequest> request = measureRequestFrom(line);
    if (!request) return tl::unexpected(request.error());
    return writeJsonLine(out_, toJson(measure(*request)));
  }

  MeasureReply measure(const MeasureRequest &request) {
    auto found = programs_.find(request.program);
    if (found == programs_.end()) {
      std::string problem = problems_.count(request.program) ? problems_[request.program] : "it was never loaded";
      return failedReply(request, Outcome::refused, "program " + request.program + ": " + problem);
    }
    if (!request.fault.empty() && (!settings_.allowFaults || !findFault(request.fault)))
      return failedReply(request, Outcome::refused, "faults are not allowed here, or there is none of this name");
    LoadedProgram &program = *found->second;
    std::vector<InputData *> sets;
    for (const std::string &set : request.inputSets) {
      Result<InputData *> data = inputsFor(program, request, set);
      if (!data) return failedReply(request, Outcome::refused, data.error().message);
      if (request.verify && !(*data)->hasReference)
        if (auto problem = makeReference(program, request, **data)) return *problem;
      sets.push_back(*data);
    }
    double forked = monotonicSeconds();
    return replyFrom(request, inChild(request.wallSeconds,
                                      [&](int fd) { runCandidate(program, request, sets, settings_, fd, forked); }));
  }

  /// Fills the references of a set; what went wrong, if something did.
  std::optional<MeasureReply> makeReference(LoadedProgram &program, const MeasureRequest &request, InputData &data) {
    MeasureRequest alone = request;
    alone.variants = {std::nullopt};
    alone.threads = 1;
    alone.wallSeconds = std::max(600.0, request.wallSeconds);
    Ending ending = inChild(alone.wallSeconds, [&](int fd) { runReference(program, alone, data, fd); });
    MeasureReply reply = replyFrom(alone, ending);
    if (reply.measurements.front().outcome == Outcome::ok) {
      data.hasReference = true;
      return std::nullopt;
    }
    return failedReply(request, reply.measurements.front().outcome,
                       "the unscheduled program: " + reply.measurements.front().message);
  }

  int out_;
  WorkerSettings settings_;
  std::map<std::string, std::unique_ptr<LoadedProgram>> programs_;
  std::map<std::string, std::string> problems_;
};

}  // namespace

Status serve(int in, int out, const WorkerSettings &settings) {
  warmUp();
  Server server(out, settings);
  JsonLineReader reader(in);
  for (;;) {
    Result<std::optional<nlohmann::json>> line = reader.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    if (Status ok = server.handle(**line); !ok) return ok;
  }
}

}  // namespace mlir_rl
