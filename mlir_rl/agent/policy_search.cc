#include "mlir_rl/agent/policy_search.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <set>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/agent/favourite.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

namespace {

/// Episodes drawn at once; of these the judge's favourites are measured.
constexpr int kGroup = 16, kTaken = 4;

/// After so many groups in a row without a new schedule the policy has said all it knows.
constexpr int kBarrenGroups = 3;

class PolicySearch : public Search {
 public:
  PolicySearch(const SearchProblem &problem, Policy &policy, TileMemory &memory)
      : problem_(problem), policy_(policy), memory_(memory), random_(makeRandom(problem.seed)) {
    Result<std::unique_ptr<Search>> evolution = makeSearch("evolutionary", problem);
    assert(evolution && "the name is known");
    evolution_ = *std::move(evolution);
  }

  std::optional<Schedule> ask() override {
    if (!isOpened_) open();
    bool evolves = asked_ >= kFirstEvolved && asked_ % 2 == 1;
    std::optional<Schedule> schedule = evolves ? evolved() : drawn();
    if (!schedule) schedule = evolves ? drawn() : evolved();
    if (schedule) ++asked_;
    return schedule;
  }

  /// Evolution learns from the policy's proposals too.
  void tell(const Schedule &schedule, std::optional<double> seconds) override { evolution_->tell(schedule, seconds); }

 private:
  /// Until then only the policy proposes.
  static constexpr int kFirstEvolved = 4;

  void open() {
    isOpened_ = true;
    if (auto schedules = byFavour(problem_, policy_, memory_))
      for (Schedule &schedule : *schedules) pending_.push_back(std::move(schedule));
    else
      pending_.push_back(memory_.rules(problem_.task, problem_.threads).schedule);
  }

  std::optional<Schedule> firstNew() {
    while (!pending_.empty()) {
      Schedule schedule = std::move(pending_.front());
      pending_.pop_front();
      if (seen_.insert(printSchedule(schedule)).second) return schedule;
    }
    return std::nullopt;
  }

  std::optional<Schedule> drawn() {
    for (int barren = 0; barren < kBarrenGroups; ++barren) {
      if (std::optional<Schedule> schedule = firstNew()) return schedule;
      if (isSilent_) return std::nullopt;
      draw(std::vector<Random *>(kGroup, &random_));
    }
    isSilent_ = true;
    return std::nullopt;
  }

  std::optional<Schedule> evolved() {
    while (std::optional<Schedule> schedule = evolution_->ask())
      if (seen_.insert(printSchedule(*schedule)).second) return schedule;
    return std::nullopt;
  }

  /// A policy that fails has nothing more to say; evolution goes on.
  void draw(const std::vector<Random *> &chances) {
    Result<std::vector<Proposal>> proposals = playEpisodes(problem_.task, problem_.threads, memory_, policy_, chances);
    if (!proposals) {
      isSilent_ = true;
      return;
    }
    std::erase_if(*proposals, [this](const Proposal &p) { return seen_.contains(printSchedule(p.schedule)); });
    std::sort(proposals->begin(), proposals->end(),
              [](const Proposal &a, const Proposal &b) { return a.value > b.value; });
    for (size_t i = 0; i < std::min<size_t>(proposals->size(), kTaken); ++i)
      pending_.push_back(std::move((*proposals)[i].schedule));
  }

  SearchProblem problem_;
  Policy &policy_;
  TileMemory &memory_;
  Random random_;
  std::unique_ptr<Search> evolution_;
  std::deque<Schedule> pending_;
  std::set<std::string> seen_;
  int asked_ = 0;
  bool isOpened_ = false, isSilent_ = false;
};

}  // namespace

std::unique_ptr<Search> makePolicySearch(const SearchProblem &problem, Policy &policy, TileMemory &memory) {
  return std::make_unique<PolicySearch>(problem, policy, memory);
}

}  // namespace mlir_rl
