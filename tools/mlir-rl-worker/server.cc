#include "server.h"

#include <unistd.h>

#include <map>
#include <memory>

#include "candidate.h"
#include "fault.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/json_lines.h"
#include "nudged.h"
#include "warm_up.h"

namespace mlir_rl {

namespace {

Measurement failure(Outcome outcome, const std::string &message) {
  Measurement m;
  m.outcome = outcome;
  m.message = message;
  return m;
}

/// Every variant failed alike.
MeasureReply failedReply(const MeasureRequest &request, const Measurement &failure) {
  return {request.id, std::vector<Measurement>(request.variants.size(), failure)};
}

class Server {
 public:
  Server(int out, const WorkerSettings &settings, ChildState &state) : out_(out), settings_(settings), state_(state) {}

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
    auto refuse = [&](const std::string &message) { return failedReply(request, failure(Outcome::refused, message)); };
    auto found = programs_.find(request.program);
    if (found == programs_.end()) {
      std::string problem = problems_.count(request.program) ? problems_[request.program] : "it was never loaded";
      return refuse("program " + request.program + ": " + problem);
    }
    if (!request.fault.empty() && (!settings_.allowFaults || !findFault(request.fault)))
      return refuse("faults are not allowed here, or there is none of this name");
    LoadedProgram &program = *found->second;
    makeRoom(program);
    std::vector<InputData *> sets;
    for (const std::string &set : request.inputSets) {
      Result<InputData *> data = inputsFor(program, request, set);
      if (!data) return refuse(data.error().message);
      sets.push_back(*data);
    }
    if (request.verify)
      if (auto problem = makeReferences(program, request, sets)) return failedReply(request, *problem);
    MeasureReply reply = measureVariants(program, request, sets);
    // Conditioning takes another run of the reference: it is only looked at when it may change the verdict.
    while (learnConditioning(program, request, sets, reply)) reply = measureVariants(program, request, sets);
    return reply;
  }

  /// Buffers of other programs go before they fill the memory.
  void makeRoom(const LoadedProgram &current) {
    int64_t bytes = 0;
    for (auto &[name, program] : programs_) bytes += program->bytes();
    if (bytes < sysconf(_SC_PHYS_PAGES) / 8 * sysconf(_SC_PAGE_SIZE)) return;
    for (auto &[name, program] : programs_)
      if (program.get() != &current) program->dropBuffers();
  }

  /// All variants in one child. One that ends it has failed; the others try again in another child.
  MeasureReply measureVariants(LoadedProgram &program, const MeasureRequest &request,
                               const std::vector<InputData *> &sets) {
    MeasureReply reply = failedReply(request, failure(Outcome::lost, "not run"));
    std::vector<size_t> left;
    for (size_t i = 0; i < request.variants.size(); ++i) left.push_back(i);
    MeasureRequest attempt = request;
    while (!left.empty()) {
      ChildTask task{program, attempt, sets, settings_, state_, kept_, -1, monotonicSeconds()};
      Ending ending = runChild(task, runCandidate);
      if (auto answer = answerOf(ending)) {
        for (size_t i = 0; i < left.size(); ++i) reply.measurements[left[i]] = std::move(answer->measurements[i]);
        if (answer->fastest >= 0) reply.fastest = int(left[size_t(answer->fastest)]);
        break;
      }
      size_t dead = std::min(ending.variant, left.size() - 1);
      reply.measurements[left[dead]] = measurementOf(ending, request);
      if (dead + 1 == left.size()) attempt.fault.clear();  // it was the last one's
      left.erase(left.begin() + long(dead));
      attempt.variants.erase(attempt.variants.begin() + long(dead));
    }
    return reply;
  }

  Ending runChild(ChildTask &task, void (*run)(const ChildTask &)) {
    return inChild(task.request.wallSeconds, state_, [&](int fd) {
      task.replyFd = fd;
      run(task);
    });
  }

  /// The reply of a child that lived to send it.
  static std::optional<MeasureReply> answerOf(const Ending &ending) {
    if (ending.timedOut) return std::nullopt;
    Result<nlohmann::json> json = parseJson(ending.line.substr(0, ending.line.find('\n')), "child");
    if (!json) return std::nullopt;
    Result<MeasureReply> reply = measureReplyFrom(*json);
    return reply ? std::optional(*std::move(reply)) : std::nullopt;
  }

  Measurement measureReference(LoadedProgram &program, const MeasureRequest &request,
                               const std::vector<InputData *> &sets, void (*run)(const ChildTask &)) {
    MeasureRequest alone = request;
    alone.variants = {std::nullopt};
    alone.threads = 1;
    alone.wallSeconds = std::max(600.0, request.wallSeconds);
    ChildTask task{program, alone, sets, settings_, state_, kept_, -1, monotonicSeconds()};
    Ending ending = runChild(task, run);
    auto answer = answerOf(ending);
    return answer ? answer->measurements.front() : measurementOf(ending, alone);
  }

  /// Of the sets that variants were wrong on, if it is not known; whether some bound may be wider now.
  bool learnConditioning(LoadedProgram &program, const MeasureRequest &request, const std::vector<InputData *> &sets,
                         const MeasureReply &reply) {
    bool learned = false;
    for (const Measurement &m : reply.measurements)
      for (size_t i = 0; i < sets.size(); ++i)
        if (isMiss(m) && request.inputSets[i] == m.inputSet && sets[i]->conditioning == 0)
          learned |= learnConditioning(program, request, *sets[i]);
    return learned;
  }

  bool learnConditioning(LoadedProgram &program, const MeasureRequest &request, InputData &set) {
    Measurement result = measureReference(program, request, {&set}, runConditioning);
    bool known = result.outcome == Outcome::ok;
    set.conditioning = known ? result.maxError : 1;
    if (known) set.drifts = std::move(result.samples);
    return known;
  }

  /// Fills the references of those sets that have none, in one child; what went wrong, if something did.
  std::optional<Measurement> makeReferences(LoadedProgram &program, const MeasureRequest &request,
                                            const std::vector<InputData *> &sets) {
    std::vector<InputData *> missing;
    for (InputData *set : sets)
      if (!set->hasReference) missing.push_back(set);
    if (missing.empty()) return std::nullopt;
    Measurement result = measureReference(program, request, missing, runReference);
    if (result.outcome != Outcome::ok) {
      result.message = "the unscheduled program: " + result.message;
      return result;
    }
    for (InputData *set : missing) {
      set->hasReference = true;
      for (GuardedBuffer &buffer : set->references) buffer.makeReadOnly();
    }
    return std::nullopt;
  }

  int out_;
  WorkerSettings settings_;
  ChildState &state_;
  KeptCode kept_;
  std::map<std::string, std::unique_ptr<LoadedProgram>> programs_;
  std::map<std::string, std::string> problems_;
};

}  // namespace

Status serve(int in, int out, const WorkerSettings &settings) {
  ChildState *state = makeChildState();
  if (!state) return badEnvironment("there is no memory for a worker");
  warmUp();
  Server server(out, settings, *state);
  JsonLineReader reader(in);
  for (;;) {
    Result<std::optional<nlohmann::json>> line = reader.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    if (Status ok = server.handle(**line); !ok) return ok;
  }
}

}  // namespace mlir_rl
