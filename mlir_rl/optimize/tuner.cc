#include "mlir_rl/optimize/tuner.h"

#include <algorithm>

#include "mlir_rl/optimize/bounds.h"

namespace mlir_rl {

std::vector<std::string> verifiedSets() { return {"normal", "negative", "zeros", "large"}; }

MeasureRequest requestFor(const OptimizeOptions &options, const std::string &program, bool userInputs) {
  MeasureRequest request;
  request.program = program;
  request.targetCpu = options.targetCpu;
  request.threads = options.threads;
  request.seed = options.seed;
  if (!userInputs) return request;
  request.inputsFile = options.inputs;
  request.inputRanges = options.inputRange;
  return request;
}

namespace {

class Tuner {
 public:
  Tuner(Runner &runner, const SubjectTask &task, Search &search, const OptimizeOptions &options,
        const TuneBudget &budget, RoofAlarm &alarm)
      : runner_(runner), task_(task), search_(search), options_(options), budget_(budget), alarm_(alarm) {}

  Result<TuneResult> run(std::vector<Schedule> first) {
    std::reverse(first.begin(), first.end());
    first_ = std::move(first);
    for (;;) {
      while (int(underWay_.size()) < runner_.slots() && mayStart())
        if (Status ok = startNext(); !ok) return tl::unexpected(ok.error());
      if (underWay_.empty()) break;
      Result<std::optional<MeasureReply>> reply = runner_.next(1.0);
      if (!reply) return tl::unexpected(reply.error());
      if (*reply) take(**std::move(reply));
      if (budget_.progress) budget_.progress(result_);
    }
    std::sort(result_.ranked.begin(), result_.ranked.end(), [](auto &a, auto &b) { return a.seconds < b.seconds; });
    return std::move(result_);
  }

 private:
  bool mayStart() const { return started_ < budget_.trials && !exhausted_ && !(budget_.stop && budget_.stop()); }

  std::optional<Schedule> propose() {
    if (first_.empty()) return search_.ask();
    Schedule schedule = std::move(first_.back());
    first_.pop_back();
    return schedule;
  }

  Status startNext() {
    std::optional<Schedule> schedule = propose();
    if (!schedule) {
      exhausted_ = true;
      return {};
    }
    Result<std::string> script = printScript({{task_.summary, *schedule}});
    if (!script) return tl::unexpected(script.error());
    MeasureRequest request = requestFor(options_, task_.load.program, task_.hasProgramInputs);
    request.id = nextId_++;
    request.variants = {*std::move(script)};
    request.llvmPipeline = "fast";
    request.cutSeconds = best_ > 0 ? cutLimit(best_) : 0;
    request.minSeconds = 0.004;
    request.maxSamples = 50;
    request.floorSeconds = floor(alarm_.machine());
    underWay_[request.id] = *std::move(schedule);
    ++started_;
    return runner_.submit(request);
  }

  double floor(const Machine &machine) const { return floorSeconds(*task_.summary, machine, options_.threads); }

  void take(MeasureReply reply) {
    auto found = underWay_.find(reply.id);
    if (found == underWay_.end()) return;
    Schedule schedule = std::move(found->second);
    underWay_.erase(found);
    Measurement &m = reply.measurements.front();
    alarm_.check(m, [&](const Machine &machine) { return floor(machine); });
    ++result_.measured;
    bool ok = m.outcome == Outcome::ok;
    if (!ok) ++result_.failed[nameOf(m.outcome)];
    double seconds = m.samples.empty() ? 0 : *std::min_element(m.samples.begin(), m.samples.end());
    search_.tell(schedule, ok ? std::optional(seconds) : std::nullopt);
    if (!ok) return;
    if (best_ == 0 || seconds < best_) best_ = seconds;
    result_.ranked.push_back({std::move(schedule), seconds});
  }

  Runner &runner_;
  const SubjectTask &task_;
  Search &search_;
  const OptimizeOptions &options_;
  const TuneBudget &budget_;
  RoofAlarm &alarm_;
  std::vector<Schedule> first_;
  std::map<int64_t, Schedule> underWay_;
  TuneResult result_;
  int64_t started_ = 0, nextId_ = 1;
  bool exhausted_ = false;
  double best_ = 0;
};

}  // namespace

Result<TuneResult> tune(Runner &runner, const SubjectTask &task, Search &search, const std::vector<Schedule> &first,
                        const OptimizeOptions &options, const TuneBudget &budget, RoofAlarm &alarm) {
  return Tuner(runner, task, search, options, budget, alarm).run(first);
}

Result<std::vector<Measurement>> meet(Runner &runner, const SubjectTask &task, const std::vector<Schedule> &finalists,
                                      const OptimizeOptions &options, RoofAlarm &alarm) {
  MeasureRequest request = requestFor(options, task.load.program, task.hasProgramInputs);
  for (const Schedule &schedule : finalists) {
    Result<std::string> script = printScript({{task.summary, schedule}});
    if (!script) return tl::unexpected(script.error());
    request.variants.push_back(*std::move(script));
  }
  request.inputSets = verifiedSets();
  request.minSamples = 5;
  request.minSeconds = 0.03;
  request.wallSeconds = 300;
  auto floor = [&](const Machine &machine) { return floorSeconds(*task.summary, machine, options.threads); };
  request.floorSeconds = floor(alarm.machine());
  Result<MeasureReply> reply = measureOne(runner, request);
  if (!reply) return tl::unexpected(reply.error());
  for (Measurement &m : reply->measurements) alarm.check(m, floor);
  return std::move(reply->measurements);
}

Result<std::optional<Finalist>> playOff(Runner &runner, const SubjectTask &task, const std::vector<Schedule> &finalists,
                                        const OptimizeOptions &options, RoofAlarm &alarm) {
  Result<std::vector<Measurement>> all = meet(runner, task, finalists, options, alarm);
  if (!all) return tl::unexpected(all.error());
  std::optional<Finalist> best;
  for (size_t i = 0; i < finalists.size(); ++i) {
    const Measurement &m = (*all)[i];
    if (m.outcome == Outcome::ok && (!best || m.median < best->measurement.median)) best = {finalists[i], m};
  }
  return best;
}

}  // namespace mlir_rl
