#include "mlir_rl/evaluate/trace.h"

#include <algorithm>

#include "mlir_rl/optimize/share_trials.h"
#include "mlir_rl/optimize/tuner.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {

std::optional<Schedule> RecordedSearch::ask() {
  std::optional<Schedule> schedule = search_.ask();
  if (schedule) trace_.push_back({*schedule, std::nullopt});
  return schedule;
}

void RecordedSearch::tell(const Schedule &schedule, std::optional<double> seconds) {
  auto asked = std::find_if(trace_.rbegin(), trace_.rend(), [&](const Trial &t) { return t.schedule == schedule; });
  if (asked != trace_.rend()) asked->seconds = seconds;
  search_.tell(schedule, seconds);
}

std::vector<Schedule> fastestOf(const Trace &trace, int64_t trials, size_t count) {
  std::vector<const Trial *> right;
  for (size_t i = 0; i < trace.size() && int64_t(i) < trials; ++i)
    if (trace[i].seconds) right.push_back(&trace[i]);
  std::sort(right.begin(), right.end(),
            [](auto *a, auto *b) { return std::pair(*a->seconds, a) < std::pair(*b->seconds, b); });
  std::vector<Schedule> fastest;
  for (const Trial *trial : right) {
    if (fastest.size() == count) break;
    if (std::find(fastest.begin(), fastest.end(), trial->schedule) == fastest.end()) fastest.push_back(trial->schedule);
  }
  return fastest;
}

SearchProblem Bench::problem(size_t task, uint64_t seed) const {
  return {subject.tasks[task].summary, place.machine, options.threads, seed + task};
}

Status goOn(const Bench &bench) { return bench.place.interrupted() ? Status(failed("interrupted")) : Status(); }

Status loadTasks(const Bench &bench) {
  for (const SubjectTask &task : bench.subject.tasks)
    if (Status ok = bench.place.runner->load(task.load); !ok) return ok;
  return {};
}

namespace {

Status traceTask(const Bench &bench, const std::string &name, Search &search, size_t task, int64_t trials,
                 int64_t total, ProgramTrace &trace) {
  RecordedSearch recorded(search, trace.tasks[task]);
  TuneBudget budget{
      trials, bench.place.interrupted, [&](const TuneResult &now) {
        bench.say(name + " " + std::to_string(trace.measured + now.measured) + "/" + std::to_string(total));
      }};
  Result<TuneResult> tuned =
      tune(*bench.place.runner, bench.subject.tasks[task], recorded, {}, bench.options, budget, bench.alarm);
  if (!tuned) return tl::unexpected(tuned.error());
  trace.measured += tuned->measured;
  for (const auto &[kind, count] : tuned->failed) trace.failed[kind] += count;
  return goOn(bench);
}

}  // namespace

Result<ProgramTrace> traceSearch(const Bench &bench, const std::string &name, const SearchMaker &make, int64_t trials,
                                 uint64_t seed) {
  Stopwatch watch;
  ProgramTrace trace;
  trace.tasks.resize(bench.subject.tasks.size());
  std::vector<int64_t> shares = shareTrials(bench.subject, trials);
  for (size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] <= 0) continue;
    Result<std::unique_ptr<Search>> search = make(bench.problem(i, seed));
    if (!search) return tl::unexpected(search.error());
    Status ok = traceTask(bench, name, **search, i, shares[i], trials, trace);
    if (!ok) return tl::unexpected(ok.error());
  }
  trace.seconds = watch.seconds();
  return trace;
}

}  // namespace mlir_rl
