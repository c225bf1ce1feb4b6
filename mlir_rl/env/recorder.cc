#include "mlir_rl/env/recorder.h"

#include <cmath>
#include <set>

#include "mlir_rl/env/candidate_features.h"
#include "mlir_rl/env/measuring_queue.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

/// After so many paths in a row that are known, the task counts as exhausted.
constexpr int kMaxRepeats = 300;

/// Share of decisions in which an episode near the rules follows them.
constexpr double kFaithful = 0.75;

/// Paths of one task, planned without measuring: states are pure.
class Planner {
 public:
  Planner(std::shared_ptr<const TaskSummary> task, int threads, TileMemory &memory, Random random)
      : task_(std::move(task)), threads_(threads), memory_(memory), random_(random) {}

  std::vector<std::vector<int>> plan(int count) {
    std::vector<std::vector<int>> paths = {{1, 0}};  // `rules`, `end`
    std::set<std::vector<int>> known = {{1, 0}};
    for (int repeats = 0; int(paths.size()) < count && repeats < kMaxRepeats;) {
      std::vector<int> path = play(int(paths.size() % 4));
      bool isNew = known.insert(path).second;
      repeats = isNew ? 0 : repeats + 1;
      if (isNew) paths.push_back(std::move(path));
    }
    return paths;
  }

 private:
  /// Style 0: uniform; 1: by the cost model; 2 and 3: mostly as the rules do, now and then by the cost model.
  std::vector<int> play(int style) {
    std::vector<int> path;
    for (SchedulingState state(task_, threads_, memory_); !state.finished();) {
      const auto &choices = state.choices();
      bool asRules = style >= 2 && uniformUnit(random_) < kFaithful;
      path.push_back(style == 0 ? int(uniformBelow(random_, choices.size())) : asRules ? follow(state) : lean(choices));
      state.take(path.back());
    }
    return path;
  }

  /// One of the choices that the rules would take.
  int follow(const SchedulingState &state) {
    const auto &choices = state.choices();
    std::vector<bool> marks = choicesOfRules(choices, memory_.rules(task_, threads_).schedule, state.draft().schedule);
    std::vector<int> marked;
    for (size_t i = 0; i < marks.size(); ++i)
      if (marks[i]) marked.push_back(int(i));
    return marked.empty() ? lean(choices) : marked[uniformBelow(random_, marked.size())];
  }

  /// Chances fall with the square of the estimated cost.
  int lean(const std::vector<Candidate> &choices) {
    std::vector<double> weights;
    double sum = 0;
    for (const Candidate &choice : choices) {
      double weight = choice.kind == CandidateKind::rules ? 0 : 1 / (choice.cycles * choice.cycles);
      weights.push_back(std::isfinite(weight) ? weight : 0);
      sum += weights.back();
    }
    double at = uniformUnit(random_) * sum;
    for (size_t i = 0; i < weights.size(); ++i) {
      at -= weights[i];
      if (at < 0) return int(i);
    }
    return 0;
  }

  std::shared_ptr<const TaskSummary> task_;
  int threads_;
  TileMemory &memory_;
  Random random_;
};

/// A planned path with the names of its choices and the schedule it ends in.
RecordedEpisode describe(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory,
                         const std::vector<int> &path) {
  RecordedEpisode e{task->hash, {}, "", {}};
  SchedulingState state(task, threads, memory);
  for (int choice : path) {
    e.path.push_back(nameOf(state.choices()[size_t(choice)]));
    state.take(choice);
  }
  e.schedule = printSchedule(state.draft().schedule);
  return e;
}

}  // namespace

Result<std::vector<RecordedEpisode>> recordEpisodes(const std::vector<SubjectTask> &tasks, int threads,
                                                    const RecorderOptions &options, Runner &runner, Ledger &ledger,
                                                    TileMemory &memory) {
  MeasuringQueue queue(tasks, threads, options.seed, runner, ledger, memory);
  std::vector<RecordedEpisode> all;
  int total = int(tasks.size()) * options.episodesPerTask;
  for (size_t t = 0; t < tasks.size() && !options.stop(); ++t) {
    Planner planner(tasks[t].summary, threads, memory, makeRandom(options.seed, t));
    std::vector<RecordedEpisode> episodes;
    for (const std::vector<int> &path : planner.plan(options.episodesPerTask))
      episodes.push_back(describe(tasks[t].summary, threads, memory, path));
    // The rules come first: what is much slower is cut.
    for (size_t i = 0; i < episodes.size() && !options.stop(); ++i) {
      RecordedEpisode &e = episodes[i];
      size_t ahead = i == 0 ? 1 : std::min(episodes.size(), i + 1 + size_t(2 * runner.slots()));
      for (size_t j = i; j < ahead; ++j)
        if (Status ok = queue.want(t, episodes[j].schedule); !ok) return tl::unexpected(ok.error());
      std::optional<Verdict> verdict;
      while (!(verdict = queue.verdict(t, e.schedule)))
        if (Result<bool> more = queue.advance(); !more) return tl::unexpected(more.error());
      e.verdict = *verdict;
      all.push_back(e);
      options.progress(int(all.size()), total, e);
    }
  }
  return all;
}

}  // namespace mlir_rl
