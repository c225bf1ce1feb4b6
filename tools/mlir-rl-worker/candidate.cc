#include "candidate.h"

#include <sched.h>
#include <unistd.h>

#include <cmath>

#include "last_words.h"
#include "mlir_rl/measure/limits.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/measure/token.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/json_lines.h"
#include "nudged.h"
#include "variant.h"

namespace mlir_rl {

namespace {

/// One run of one child.
class Child {
 public:
  explicit Child(const ChildTask &task) : task_(task), request_(task.request), variants_(request_.variants.size()) {}

  void measure() {
    Status ok = prepare(/*pinned=*/request_.threads == 1);
    Result<TimingToken> token = TimingToken::open(task_.settings.tokenPath);
    if (ok && !token) ok = tl::unexpected(token.error());
    if (ok) ok = waitFor([&] { return token->startBuilding(); });
    if (ok) {
      buildAll();
      token->stopBuilding();
      if (request_.threads > 1) startThreads(request_.threads);
      ok = forbidSystemCalls(limits(token->descriptor()));
    }
    if (ok) runAll();
    if (ok && anyAlive()) ok = timeAll(*token);
    send(ok);
  }

  void refer() {
    Status ok = prepare(/*pinned=*/false);
    Variant &variant = variants_.front();
    if (ok) build(variant, task_.program, request_, std::nullopt, true);
    if (ok && variant.alive()) ok = forbidSystemCalls(limits(-1));
    if (ok && variant.alive())
      for (InputData *set : task_.sets) prepareCall(variant, *set, set->references)();
    send(ok);
  }

  void condition() {
    Status ok = prepare(/*pinned=*/false);
    const InputData &set = *task_.sets.front();
    Variant &variant = variants_.front(), drifting;
    drifting.nudged = true;
    if (ok) build(variant, task_.program, request_, std::nullopt, false);
    if (ok) build(drifting, task_.program, request_, std::nullopt, true);
    if (ok && !drifting.alive()) ok = badEnvironment(drifting.measurement.message);
    Result<InputData> nudged = nudgedCopy(task_.program, set);
    if (ok && !nudged) ok = tl::unexpected(nudged.error());
    if (ok && variant.alive()) ok = forbidSystemCalls(limits(-1));
    if (ok && variant.alive()) {
      prepareCall(variant, *nudged, task_.program.outputs)();
      variant.measurement.maxError = conditioningOf(task_.program, set);
      prepareCall(drifting, set, task_.program.outputs)();
      variant.measurement.samples = driftsOf(task_.program, set);
    }
    send(ok);
  }

 private:
  Status prepare(bool pinned) {
    listenToDeath(task_, variants_);
    if (pinned) pin(task_.settings.core);
    return limitResources(limits(-1));
  }

  static void pin(int core) {
    if (core < 0) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof set, &set);
  }

  Limits limits(int tokenFd) const {
    return {.memoryBytes = request_.memoryBytes,
            .cpuSeconds = request_.wallSeconds * request_.threads,
            .replyFd = task_.replyFd,
            .tokenFd = tokenFd,
            .threads = request_.threads > 1};
  }

  void buildAll() {
    double fork = monotonicSeconds() - task_.forkedAt;
    for (size_t i = 0; i < variants_.size(); ++i) {
      task_.state.variant = i;
      if (i != 0 || !reuseFirst())
        build(variants_[i], task_.program, request_, request_.variants[i], i + 1 == variants_.size());
      variants_[i].measurement.stages.fork = fork;
    }
    leaveFirst();
    if (!request_.fault.empty()) variants_.back().fault = findFault(request_.fault);
  }

  /// Of several variants the first is what the others are compared with: others will be, too.
  bool comparesWithFirst() const { return variants_.size() > 1 && request_.variants[0] && request_.fault.empty(); }

  bool reuseFirst() {
    if (!comparesWithFirst()) return false;
    std::optional<Artifact> kept = task_.kept.find(task_.program, request_, *request_.variants[0]);
    if (!kept) return false;
    isReused_ = true;
    build(variants_[0], request_, *std::move(kept));
    return true;
  }

  void leaveFirst() {
    if (comparesWithFirst() && !isReused_ && variants_[0].alive())
      task_.kept.keep(task_.program, request_, *request_.variants[0], variants_[0].artifact);
    task_.kept.seal();
  }

  bool anyAlive() const {
    for (const Variant &variant : variants_)
      if (variant.alive()) return true;
    return false;
  }

  void runAll() {
    for (size_t s = 0; s < task_.sets.size(); ++s)
      for (size_t i = 0; i < variants_.size(); ++i) {
        task_.state.variant = i;
        // The reference would only be compared with itself, and it may be slow.
        bool isReference = !request_.variants[i].has_value();
        if (variants_[i].alive() && (s == 0 || !isReference))
          runOnce(variants_[i], *task_.sets[s], request_.inputSets[s]);
      }
  }

  void touchMemory(const Variant &variant, const InputData &set) {
    for (const GuardedBuffer &buffer : set.inputs) buffer.touch(false);
    for (const GuardedBuffer &buffer : task_.program.outputs) buffer.touch(true);
    for (GuardedBuffer &buffer : task_.program.outputs) buffer.reset();
    if (!variant.workspace) return;
    variant.workspace->touch(true);
    variant.workspace->reset();
  }

  /// The first run on a set: cut when too slow, then judged.
  void runOnce(Variant &variant, const InputData &set, const std::string &name) {
    Stopwatch preparing;
    touchMemory(variant, set);
    PreparedCall call = prepareCall(variant, set, task_.program.outputs);
    variant.measurement.stages.inputs += preparing.seconds();
    Stopwatch running;
    if (request_.cutSeconds > 0) startCutTimer(request_.cutSeconds);
    if (variant.fault)
      variant.fault(victim(set));
    else
      call();
    if (request_.cutSeconds > 0) stopCutTimer();
    variant.lastSeconds = running.seconds();
    variant.measurement.stages.run += variant.lastSeconds;
    Stopwatch comparing;
    if (request_.verify) judge(variant, task_.program, set, name);
    variant.measurement.stages.inputs += comparing.seconds();
  }

  Victim victim(const InputData &set) {
    const GuardedBuffer &output = task_.program.outputs.front();
    return {output.data(), output.bytes(), set.inputs.empty() ? nullptr : set.inputs.front().data()};
  }

  /// Waiting is not the candidate's time.
  Status waitFor(const std::function<Status()> &turn) {
    ChildState &state = task_.state;
    double since = monotonicSeconds();
    state.waitingSince = since;
    Status ok = turn();
    state.waitedSeconds = state.waitedSeconds + monotonicSeconds() - since;
    state.waitingSince = 0;
    return ok;
  }

  Status timeAll(TimingToken &token) {
    Status ok = waitFor([&] { return token.startTiming(request_.alone || request_.threads > 1); });
    if (!ok) return ok;
    std::vector<Variant *> alive;
    std::vector<PreparedCall> calls;
    for (Variant &variant : variants_)
      if (variant.alive()) {
        alive.push_back(&variant);
        calls.push_back(prepareCall(variant, *task_.sets.front(), task_.program.outputs));
      }
    std::vector<std::function<double()>> samples;
    for (size_t i = 0; i < calls.size(); ++i) samples.push_back(sampler(*alive[i], calls[i]));
    Turns turns = timeInTurns(samples, plan());
    token.stopTiming();
    for (size_t i = 0; i < alive.size(); ++i) keep(*alive[i], std::move(turns.samples[i]));
    if (turns.fastest >= 0) fastest_ = int(alive[size_t(turns.fastest)] - variants_.data());
    return {};
  }

  TurnPlan plan() const {
    return {.minSamples = request_.minSamples,
            .maxSamples = request_.maxSamples,
            .minSeconds = request_.minSeconds,
            .targetError = request_.targetError,
            .maxSeconds = std::max(request_.maxSeconds, request_.minSeconds),
            .pairs = request_.pairs};
  }

  /// One sample: with several variants after a call that is not timed; as many calls as make it long against the
  /// clock's own cost. Cold: one call after all caches were emptied.
  std::function<double()> sampler(Variant &variant, PreparedCall &call) {
    constexpr double kSampleSeconds = 20e-6, kLongSeconds = 20e-3;
    size_t index = size_t(&variant - variants_.data());
    double once = variant.lastSeconds;
    // The first call pays for what the ones after it find ready.
    if (once < 10 * kSampleSeconds || task_.sets.size() > 1) once = timed(call, 1);
    int calls = request_.cold ? 1 : int(std::clamp(std::ceil(kSampleSeconds / std::max(once, 1e-9)), 1.0, 1000.0));
    bool warm = variants_.size() > 1 && once < kLongSeconds;
    return [this, &call, calls, warm, index] {
      task_.state.variant = index;
      if (request_.cold)
        emptyCaches();
      else if (warm)
        call();
      return timed(call, calls);
    };
  }

  static double timed(PreparedCall &call, int calls) {
    Stopwatch running;
    for (int i = 0; i < calls; ++i) call();
    return running.seconds() / calls;
  }

  /// Streams through more than any cache holds.
  void emptyCaches() {
    if (junk_.empty()) junk_.resize(size_t{256} << 20, 1);
    for (size_t i = 0; i < junk_.size(); i += 64) ++junk_[i];
  }

  void keep(Variant &variant, std::vector<double> samples) const {
    Measurement &m = variant.measurement;
    m.samples = std::move(samples);
    m.median = medianOf(m.samples);
    m.spread = spreadOf(m.samples);
    for (double seconds : m.samples) m.stages.run += seconds;
    if (m.median * 1.1 < request_.floorSeconds)
      variant.fail(Outcome::implausible, "faster than this machine can be: " + std::to_string(m.median * 1e6) +
                                             " us, at least " + std::to_string(request_.floorSeconds * 1e6) + " us");
  }

  void send(const Status &ok) {
    MeasureReply reply{request_.id, {}, fastest_};
    for (Variant &variant : variants_) {
      if (!ok) variant.fail(Outcome::lost, ok.error().message);
      reply.measurements.push_back(std::move(variant.measurement));
    }
    (void)writeJsonLine(task_.replyFd, toJson(reply));
  }

  const ChildTask &task_;
  const MeasureRequest &request_;
  std::vector<Variant> variants_;
  std::vector<char> junk_;
  int fastest_ = -1;
  bool isReused_ = false;
};

}  // namespace

void runCandidate(const ChildTask &task) {
  Child(task).measure();
  _exit(0);
}

void runConditioning(const ChildTask &task) {
  Child(task).condition();
  _exit(0);
}

void runReference(const ChildTask &task) {
  Child(task).refer();
  _exit(0);
}

}  // namespace mlir_rl
