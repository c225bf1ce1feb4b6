#include "mlir_rl/optimize/optimize.h"

#include <algorithm>

#include "mlir_rl/measure/roof.h"
#include "mlir_rl/optimize/final_round.h"
#include "mlir_rl/optimize/share_trials.h"
#include "mlir_rl/optimize/tuner.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl {

namespace {

/// The fastest by the cheap pipeline that meet again at O3.
constexpr size_t kFinalists = 4;

class Optimizer {
 public:
  Optimizer(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace)
      : subject_(subject), options_(options), place_(workplace), alarm_(workplace.machine, workplace.raiseRoof) {}

  Result<OptimizeReport> run() {
    report_.threads = options_.threads;
    report_.convolutions = options_.convolutions;
    report_.flops = subject_.flops;
    report_.bytes = subject_.bytes;
    if (place_.guide) report_.policy = place_.guide->name();
    for (const SubjectTask &task : subject_.tasks) addTask(task);
    if (subject_.tasks.empty()) report_.choice = Choice::unscheduled;
    if (place_.runner)
      if (Status ok = measure(); !ok) return tl::unexpected(ok.error());
    if (!place_.runner) report_.notes.push_back("nothing was run: the result is not verified and has no times");
    report_.machine = alarm_.machine();
    report_.wallSeconds = watch_.seconds();
    return std::move(report_);
  }

 private:
  void addTask(const SubjectTask &task) {
    TaskReport row;
    row.name = task.summary->name;
    row.hash = task.summary->hash;
    row.count = task.summary->count;
    row.flops = task.summary->flops;
    row.rules = defaultSchedule(task.summary, place_.machine, options_.threads);
    std::optional<Schedule> known = recorded(*task.summary);
    row.isRecorded = known.has_value();
    row.best = known ? *std::move(known) : proposed(task, report_.tasks.size()).value_or(row.rules);
    report_.tasks.push_back(std::move(row));
  }

  SearchProblem problemOf(const SubjectTask &task, size_t index) const {
    return {task.summary, place_.machine, options_.threads, options_.seed + index};
  }

  std::optional<Schedule> proposed(const SubjectTask &task, size_t index) {
    if (!place_.guide) return std::nullopt;
    Result<Schedule> schedule = place_.guide->propose(problemOf(task, index));
    if (schedule) return *std::move(schedule);
    report_.notes.push_back("the policy has no proposal for task " + task.summary->hash + ": " +
                            schedule.error().message);
    return std::nullopt;
  }

  bool isGuided() const { return place_.guide && options_.search == "policy"; }

  Result<std::unique_ptr<Search>> searchFor(const SearchProblem &problem) const {
    if (isGuided()) return place_.guide->search(problem);
    return makeSearch(options_.search == "policy" ? "evolutionary" : options_.search, problem);
  }

  /// The store's best schedule, if it is still legal.
  std::optional<Schedule> recorded(const TaskSummary &task) {
    if (!place_.store) return std::nullopt;
    auto record = place_.store->best(task.hash, place_.machine.fingerprint, options_.threads);
    if (!record) {
      report_.notes.push_back("the store was not read: " + record.error().message);
      return std::nullopt;
    }
    if (!*record) return std::nullopt;
    Result<Schedule> schedule = parseSchedule((*record)->schedule);
    if (!schedule || !replay(std::make_shared<TaskSummary>(task), *schedule)) return std::nullopt;
    return *schedule;
  }

  Status measure() {
    report_.measuredAnything = true;
    for (const SubjectTask &task : subject_.tasks)
      if (Status ok = place_.runner->load(task.load); !ok) return ok;
    std::vector<int64_t> shares = shareTrials(subject_, options_.trials);
    for (size_t i = 0; i < subject_.tasks.size(); ++i)
      if (Status ok = tuneTask(i, shares[i]); !ok) return ok;
    report_.trials = report_.measured;
    noteInputs();
    if (place_.interrupted())
      report_.notes.push_back("interrupted after " + std::to_string(report_.measured) + " of " +
                              std::to_string(options_.trials) + " trials: the best so far");
    showLastRound();
    Status judged = finalRound(subject_, options_, place_, alarm_, report_);
    if (waiting_) keepJudged(bool(judged));
    return judged;
  }

  /// The program's last round timed this task as well, and unscheduled code beside it.
  void keepJudged(bool isJudged) {
    const SubjectTask &task = subject_.tasks.front();
    const Schedule &schedule = report_.tasks.front().best;
    if (isJudged && report_.best.outcome == Outcome::ok)
      keep(task, report_.best, schedule, report_.unscheduled.median);
    else
      keep(task, *waiting_, schedule);
  }

  /// Such a program is its task: one round tells what both take.
  bool isOneTask() const { return subject_.tasks.size() == 1 && subject_.tasks.front().summary->count == 1; }

  /// Values given for the program's inputs say nothing of those of a task inside it.
  void noteInputs() {
    bool given = !options_.inputs.empty() || !options_.inputRange.empty();
    bool all = std::ranges::all_of(subject_.tasks, &SubjectTask::hasProgramInputs);
    if (given && !all && options_.trials > 0)
      report_.notes.push_back("tasks were tuned on generated values; the whole program was measured on those given");
  }

  bool stop() const { return place_.interrupted() || (options_.time > 0 && watch_.seconds() > options_.time); }

  Status tuneTask(size_t index, int64_t trials) {
    const SubjectTask &task = subject_.tasks[index];
    TaskReport &row = report_.tasks[index];
    if (trials <= 0 || stop()) return {};
    Result<std::unique_ptr<Search>> search = searchFor(problemOf(task, index));
    if (!search) return tl::unexpected(search.error());
    // A guided search proposes what it likes best itself.
    std::vector<Schedule> first;
    if (!(row.best == row.rules) && (row.isRecorded || !isGuided())) first.push_back(row.best);
    TuneBudget budget{trials, [&] { return stop(); }, [&](const TuneResult &now) { show(row, now); }};
    Result<TuneResult> tuned = tune(*place_.runner, task, **search, first, options_, budget, alarm_);
    if (!tuned) return tl::unexpected(tuned.error());
    row.measured = tuned->measured;
    report_.measured += tuned->measured;
    for (const auto &[kind, count] : tuned->failed) report_.failed[kind] += count;
    return settle(task, row, *tuned);
  }

  /// The best by the cheap pipeline meet the rules' schedule at O3 and on every input set.
  Status settle(const SubjectTask &task, TaskReport &row, const TuneResult &tuned) {
    std::vector<Schedule> finalists = {row.rules};
    for (const Ranked &ranked : tuned.ranked) {
      if (finalists.size() > kFinalists) break;
      if (std::find(finalists.begin(), finalists.end(), ranked.schedule) == finalists.end())
        finalists.push_back(ranked.schedule);
    }
    if (finalists.size() < 2) return {};
    Result<std::optional<Finalist>> winner = playOff(*place_.runner, task, finalists, options_, alarm_);
    if (!winner) return tl::unexpected(winner.error());
    if (!*winner) return {};
    row.best = (*winner)->schedule;
    row.bestSeconds = (*winner)->measurement.median;
    if (isOneTask())
      waiting_ = std::move((*winner)->measurement);
    else
      keep(task, (*winner)->measurement, row.best);
    return {};
  }

  /// Without `unscheduledSeconds` it was not timed: a task inside a program never is, its outputs are only compared.
  void keep(const SubjectTask &task, const Measurement &m, const Schedule &schedule, double unscheduledSeconds = 0) {
    if (!place_.store) return;
    Record record;
    record.program = task.summary->hash;
    record.name = task.summary->name;
    record.machine = place_.machine.fingerprint;
    record.threads = options_.threads;
    record.schedule = printSchedule(schedule);
    record.pipeline = m.pipeline;
    record.medianSeconds = m.median;
    record.spread = m.spread;
    record.unscheduledSeconds = unscheduledSeconds;
    record.verified = true;
    record.samples = m.samples;
    record.seed = options_.seed;
    record.unixTime = unixNow();
    record.versions = {MLIR_RL_VERSION, MLIR_RL_LLVM_VERSION};
    if (Status ok = place_.store->record(record); !ok)
      report_.notes.push_back("the result was not recorded: " + ok.error().message);
  }

  void show(const TaskReport &row, const TuneResult &now) {
    ProgressState state;
    state.done = report_.measured + now.measured;
    state.total = options_.trials;
    state.failures = now.failed;
    for (const auto &[kind, count] : report_.failed) state.failures[kind] += count;
    for (const Ranked &ranked : now.ranked)
      if (state.best == 0 || ranked.seconds < state.best) state.best = ranked.seconds;
    state.budgetSeconds = options_.time;
    state.label = "optimize " + row.hash;
    place_.progress(state);
  }

  void showLastRound() {
    ProgressState state;
    state.done = state.total = report_.measured;
    state.failures = report_.failed;
    state.label = "optimize: the whole program against unscheduled";
    place_.progress(state);
  }

  const Subject &subject_;
  const OptimizeOptions &options_;
  const Workplace &place_;
  RoofAlarm alarm_;
  OptimizeReport report_;
  std::optional<Measurement> waiting_;  ///< of a program's only task, recorded after the last round
  Stopwatch watch_;
};

}  // namespace

Result<OptimizeReport> optimize(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace) {
  return Optimizer(subject, options, workplace).run();
}

}  // namespace mlir_rl
