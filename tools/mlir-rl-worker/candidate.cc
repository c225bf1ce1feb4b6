#include "candidate.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <new>

#include "call.h"
#include "fault.h"
#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/measure/compare.h"
#include "mlir_rl/measure/limits.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/transform/apply.h"

namespace mlir_rl {

namespace {

/// A variant, ready to run.
struct Variant {
  Measurement measurement;
  std::optional<LoadedCode> code;
  Artifact artifact;
  std::unique_ptr<GuardedBuffer> workspace;
  void (*fault)() = nullptr;

  bool alive() const { return measurement.outcome == Outcome::ok; }
  void fail(Outcome outcome, std::string message) {
    measurement.outcome = outcome;
    measurement.message = std::move(message);
  }
};

/// What a dying child can still say: which variant it was at.
struct Child {
  LoadedProgram *program = nullptr;
  const MeasureRequest *request = nullptr;
  int replyFd = -1;
  size_t current = 0;
  std::vector<Variant> variants;
} child;

void sendReply() {
  MeasureReply reply{child.request->id, {}};
  for (Variant &variant : child.variants) reply.measurements.push_back(std::move(variant.measurement));
  (void)writeJsonLine(child.replyFd, toJson(reply));
}

/// Called in a signal handler or when memory is out: only formats into a fixed buffer and writes.
void reportDeath(const char *kind, const char *message) {
  char line[512];
  int length = std::snprintf(line, sizeof line, "{\"died\": \"%s\", \"message\": \"%s\", \"variant\": %zu}\n", kind,
                             message, child.current);
  (void)!write(child.replyFd, line, size_t(length));
}

void outOfMemory() {
  reportDeath("out_of_memory", "the candidate asked for more memory than it may have");
  _exit(1);
}

bool isGuard(const void *address) {
  for (const GuardedBuffer &buffer : child.program->outputs)
    if (buffer.isGuardPage(address)) return true;
  for (const Variant &variant : child.variants)
    if (variant.workspace && variant.workspace->isGuardPage(address)) return true;
  return false;
}

Result<Artifact> compile(const std::optional<std::string> &script, Measurement &m) {
  const MeasureRequest &request = *child.request;
  // The child owns its copy of the parent's memory: no clone is needed when there is one variant.
  Program &program = script ? child.program->candidate : child.program->reference;
  Program copy = program.clone();
  Stopwatch transform;
  if (script)
    if (Status applied = applyScript(copy, *script); !applied) {
      m.outcome = Outcome::transformFailed;
      return tl::unexpected(applied.error());
    }
  m.stages.transform = transform.seconds();
  LowerOptions options;
  options.targetCpu = request.targetCpu;
  options.llvmPipeline = script ? request.llvmPipeline : "O3";
  options.threads = script ? request.threads : 1;
  options.scheduled = script.has_value();
  m.pipeline = options.llvmPipeline;
  Stopwatch lowering;
  Result<Artifact> artifact = lower(copy, options);
  m.stages.lower = lowering.seconds();
  if (!artifact) m.outcome = Outcome::loweringFailed;
  return artifact;
}

void build(Variant &variant, const std::optional<std::string> &script) {
  Measurement &m = variant.measurement;
  m.outcome = Outcome::ok;
  Result<Artifact> artifact = compile(script, m);
  if (!artifact) return variant.fail(m.outcome, artifact.error().message);
  Stopwatch linking;
  Result<LoadedCode> code = load(*artifact);
  if (!code) return variant.fail(Outcome::compileFailed, code.error().message);
  variant.code = *std::move(code);
  m.stages.link = linking.seconds();
  variant.artifact = *std::move(artifact);
  m.workspaceBytes = variant.artifact.workspaceBytes;
  if (m.workspaceBytes > 0) {
    variant.workspace = std::make_unique<GuardedBuffer>(size_t(m.workspaceBytes));
    if (!variant.workspace->data()) variant.fail(Outcome::outOfMemory, "there is no memory for the workspace");
  }
}

std::vector<char *> addresses(const InputData &set, const std::vector<GuardedBuffer> &outputs) {
  std::vector<char *> result;
  size_t input = 0, output = 0;
  for (const Argument &argument : child.program->candidate.arguments())
    result.push_back(argument.isOutput ? outputs[output++].data() : set.inputs[input++].data());
  return result;
}

PreparedCall prepareCall(Variant &variant, const InputData &set, const std::vector<GuardedBuffer> &outputs) {
  return PreparedCall(variant.code->address(), variant.artifact, addresses(set, outputs),
                      variant.workspace ? variant.workspace->data() : nullptr);
}

/// Compares what the last call wrote with the reference.
void judge(Variant &variant, const InputData &set, const std::string &name) {
  size_t output = 0;
  for (const Argument &argument : child.program->candidate.arguments()) {
    if (!argument.isOutput) continue;
    const GuardedBuffer &buffer = child.program->outputs[output];
    if (!buffer.intact()) return variant.fail(Outcome::guardHit, "wrote outside of " + argument.name);
    Comparison comparison = compareOutputs(argument.type, buffer.data(), set.references[output].data(),
                                           elementCount(argument), child.program->request.reductionLength);
    variant.measurement.maxError = std::max(variant.measurement.maxError, comparison.maxError);
    if (!comparison.ok()) {
      variant.measurement.inputSet = name;
      return variant.fail(Outcome::wrongOutput, argument.name + ": " + describe(comparison));
    }
    ++output;
  }
  if (variant.workspace && !variant.workspace->intact())
    variant.fail(Outcome::guardHit, "wrote outside of the workspace");
}

/// The first run on a set: cut when too slow, then judged.
void runOnce(Variant &variant, const InputData &set, const std::string &name) {
  for (GuardedBuffer &buffer : child.program->outputs) buffer.reset();
  if (variant.workspace) variant.workspace->reset();
  PreparedCall call = prepareCall(variant, set, child.program->outputs);
  Stopwatch running;
  variant.fault ? variant.fault() : call();
  double seconds = running.seconds();
  double cut = child.request->cutSeconds;
  if (cut > 0 && seconds > cut) {
    variant.measurement.samples = {seconds};
    variant.measurement.median = seconds;
    return variant.fail(Outcome::cut, "one call took longer than the limit");
  }
  if (child.request->verify) judge(variant, set, name);
}

/// Streams through more than any cache holds.
void emptyCaches() {
  static std::vector<char> junk(size_t{256} << 20, 1);
  for (size_t i = 0; i < junk.size(); i += 64) ++junk[i];
}

double timedCall(PreparedCall &call) {
  if (child.request->cold) emptyCaches();
  Stopwatch running;
  call();
  return running.seconds();
}

/// All variants that are still alive in turns, until each has enough samples.
void timeInTurns(const InputData &set) {
  const MeasureRequest &request = *child.request;
  std::vector<std::pair<Variant *, PreparedCall>> calls;
  for (Variant &variant : child.variants)
    if (variant.alive() && !variant.fault)
      calls.emplace_back(&variant, prepareCall(variant, set, child.program->outputs));
  double spent = 0;
  for (int round = 0; round < request.maxSamples && !calls.empty(); ++round) {
    if (round >= request.minSamples && spent >= request.minSeconds * double(calls.size())) break;
    for (auto &[variant, call] : calls) {
      child.current = size_t(variant - child.variants.data());
      double seconds = timedCall(call);
      variant->measurement.samples.push_back(seconds);
      spent += seconds;
    }
  }
  for (auto &[variant, call] : calls) {
    variant->measurement.median = medianOf(variant->measurement.samples);
    variant->measurement.spread = spreadOf(variant->measurement.samples);
    variant->measurement.stages.run = spent;
  }
}

void pin(int core) {
  if (core < 0) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  sched_setaffinity(0, sizeof set, &set);
}

/// Waits for the right to time. The lock goes with the process.
void takeToken(const std::string &path) {
  if (path.empty()) return;
  int fd = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (fd >= 0) flock(fd, LOCK_EX);
}

Limits limitsOf(const MeasureRequest &request, int replyFd) {
  return {.memoryBytes = request.memoryBytes,
          .cpuSeconds = request.wallSeconds * request.threads,
          .replyFd = replyFd,
          .threads = request.threads > 1};
}

}  // namespace

void runCandidate(LoadedProgram &program, const MeasureRequest &request, const std::vector<InputData *> &sets,
                  const WorkerSettings &settings, int replyFd, double forkedAt) {
  double start = monotonicSeconds();
  child.program = &program;
  child.request = &request;
  child.replyFd = replyFd;
  child.variants.resize(request.variants.size());
  catchDeath(reportDeath, isGuard);
  std::set_new_handler(outOfMemory);
  if (request.threads == 1) pin(settings.core);
  Limits limits = limitsOf(request, replyFd);
  Status ok = limitResources(limits);
  for (size_t i = 0; ok && i < child.variants.size(); ++i) {
    child.current = i;
    build(child.variants[i], request.variants[i]);
    child.variants[i].measurement.stages.fork = start - forkedAt;
    if (!request.fault.empty()) child.variants[i].fault = findFault(request.fault);
  }
  takeToken(settings.tokenPath);
  if (ok && request.threads > 1) startThreads(request.threads);
  if (ok) ok = forbidSystemCalls(limits);
  for (size_t s = 0; ok && s < sets.size(); ++s)
    for (size_t i = 0; i < child.variants.size(); ++i) {
      child.current = i;
      if (child.variants[i].alive()) runOnce(child.variants[i], *sets[s], request.inputSets[s]);
    }
  if (ok) timeInTurns(*sets.front());
  if (!ok)
    for (Variant &variant : child.variants) variant.fail(Outcome::lost, ok.error().message);
  sendReply();
  _exit(0);
}

void runReference(LoadedProgram &program, const MeasureRequest &request, InputData &set, int replyFd) {
  child.program = &program;
  child.request = &request;
  child.replyFd = replyFd;
  child.variants.resize(1);
  catchDeath(reportDeath, isGuard);
  std::set_new_handler(outOfMemory);
  Status ok = limitResources(limitsOf(request, replyFd));
  Variant &variant = child.variants.front();
  if (ok) build(variant, std::nullopt);
  if (ok && variant.alive()) {
    ok = forbidSystemCalls(limitsOf(request, replyFd));
    if (ok) prepareCall(variant, set, set.references)();
  }
  if (!ok) variant.fail(Outcome::lost, ok.error().message);
  sendReply();
  _exit(0);
}

}  // namespace mlir_rl
