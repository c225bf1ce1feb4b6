#include <algorithm>
#include <cassert>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "mlir_rl/schedule/cost.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/search/proposals.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

namespace {

/// After so many proposals in a row that are not new, the space counts as exhausted.
constexpr int kMaxRepeats = 400;

/// Proposals each made once.
class Deduplicated : public Search {
 public:
  explicit Deduplicated(const SearchProblem &problem) : problem_(problem), random_(problem.seed) {}

  std::optional<Schedule> ask() override {
    for (int tries = 0; tries < kMaxRepeats; ++tries) {
      Schedule schedule = propose();
      if (seen_.insert(printSchedule(schedule)).second) return schedule;
    }
    return std::nullopt;
  }
  void tell(const Schedule &, std::optional<double>) override {}

 protected:
  virtual Schedule propose() = 0;
  bool isNew(const Schedule &schedule) const { return !seen_.contains(printSchedule(schedule)); }

  SearchProblem problem_;
  Random random_;

 private:
  std::set<std::string> seen_;
};

class DefaultSearch : public Search {
 public:
  explicit DefaultSearch(const SearchProblem &problem) : problem_(problem) {}

  std::optional<Schedule> ask() override {
    if (std::exchange(asked_, true)) return std::nullopt;
    return defaultSchedule(problem_.task, problem_.machine, problem_.threads);
  }
  void tell(const Schedule &, std::optional<double>) override {}

 private:
  SearchProblem problem_;
  bool asked_ = false;
};

class RandomSearch : public Deduplicated {
 public:
  using Deduplicated::Deduplicated;

 protected:
  Schedule propose() override { return randomSchedule(problem_, random_); }
};

/// (mu + lambda) evolution: the default first, then children of the best measured so far, and some newcomers.
/// Parents are drawn by tournament, so that early luck does not decide. Of each brood the child that the cost model
/// likes best is proposed; sometimes any child is, since the model is only a model.
class EvolutionarySearch : public Deduplicated {
 public:
  using Deduplicated::Deduplicated;

  void tell(const Schedule &schedule, std::optional<double> seconds) override {
    if (!seconds) return;
    population_.push_back({*seconds, schedule});
    std::sort(population_.begin(), population_.end(), [](auto &a, auto &b) { return a.seconds < b.seconds; });
    if (population_.size() > kPopulation) population_.pop_back();
  }

 protected:
  Schedule propose() override {
    if (!proposedDefault_) {
      proposedDefault_ = true;
      return defaultSchedule(problem_.task, problem_.machine, problem_.threads);
    }
    if (random_() % 2 == 0) return child();
    Schedule best = child();
    double cost = costOf(best);
    for (int i = 1; i < kBrood; ++i) {
      Schedule other = child();
      double otherCost = costOf(other);
      if (otherCost < cost) best = std::move(other), cost = otherCost;
    }
    return best;
  }

 private:
  static constexpr size_t kPopulation = 16;
  static constexpr int kBrood = 4;
  struct Individual {
    double seconds;
    Schedule schedule;
  };

  Schedule child() {
    if (population_.empty() || random_() % 10 == 0) return randomSchedule(problem_, random_);
    if (random_() % 8 == 0) return crossover(problem_, parent(), parent(), random_);
    Schedule mutant = mutate(problem_, parent(), random_);
    return random_() % 3 == 0 ? mutate(problem_, mutant, random_) : mutant;
  }

  /// Infinite for what was proposed before.
  double costOf(const Schedule &schedule) const {
    if (!isNew(schedule)) return std::numeric_limits<double>::infinity();
    Result<LoopNest> nest = replay(problem_.task, schedule);
    assert(nest && "searches make legal schedules");
    return estimateSchedule(*nest, problem_.machine, problem_.threads);
  }

  const Schedule &parent() {
    size_t first = random_() % population_.size(), second = random_() % population_.size();
    return population_[std::min(first, second)].schedule;  // sorted: the smaller index is the faster one
  }

  bool proposedDefault_ = false;
  std::vector<Individual> population_;
};

template <class T>
std::unique_ptr<Search> make(const SearchProblem &problem) {
  return std::make_unique<T>(problem);
}

struct Row {
  const char *name;
  std::unique_ptr<Search> (*make)(const SearchProblem &);
};

constexpr Row kSearches[] = {
    {"default", make<DefaultSearch>},
    {"random", make<RandomSearch>},
    {"evolutionary", make<EvolutionarySearch>},
};

}  // namespace

std::string searchNames() {
  std::string names;
  for (const Row &row : kSearches) names += (names.empty() ? "" : ", ") + std::string(row.name);
  return names;
}

Result<std::unique_ptr<Search>> makeSearch(std::string_view name, const SearchProblem &problem) {
  for (const Row &row : kSearches)
    if (row.name == name) return row.make(problem);
  return badUsage("there is no search '" + std::string(name) + "'; known: " + searchNames());
}

}  // namespace mlir_rl
