#include "mlir_rl/env/recorded_environment.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "mlir_rl/env/measured_vector.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

namespace {

constexpr double kMissReward = -3;

/// What was recorded of one task: which choices follow which, and what came of them.
struct Tree {
  std::shared_ptr<const TaskSummary> task;
  std::map<std::vector<std::string>, std::set<std::string>> next;
  std::map<std::vector<std::string>, const RecordedEpisode *> ends;
  double rulesSeconds = 0;

  void add(const RecordedEpisode &e) {
    std::vector<std::string> path;
    for (const std::string &name : e.path) {
      next[path].insert(name);
      path.push_back(name);
    }
    ends[path] = &e;
    if (e.path.front() == "rules" && e.verdict.outcome == Outcome::ok) rulesSeconds = e.verdict.seconds;
  }
};

class Recorded : public Environment {
 public:
  Recorded(std::shared_ptr<const Recording> recording, std::vector<Tree> trees, uint64_t seed, bool named)
      : recording_(std::move(recording)),
        trees_(std::move(trees)),
        seed_(seed),
        named_(named),
        memory_(recording_->machine) {}

  const ObservationSchema &schema() const override { return schedulingSchema(); }

  Result<Observation> reset(uint64_t episode) override {
    tree_ = &trees_[taskOfEpisode(seed_, episode, trees_.size())];
    path_.clear();
    state_ = std::make_unique<SchedulingState>(tree_->task, recording_->threads, memory_);
    if (!narrow()) return failed("task " + tree_->task->hash + ": none of its first choices was recorded");
    return last_ = state_->observe(named_);
  }

  Result<Step> step(int candidate) override {
    if (!state_) return badUsage("there is no episode: reset first");
    if (candidate < 0 || candidate >= int(state_->choices().size()))
      return badUsage("candidate " + std::to_string(candidate) + " is not one of " +
                      std::to_string(state_->choices().size()));
    path_.push_back(nameOf(state_->choices()[size_t(candidate)]));
    state_->take(candidate);
    if (auto end = tree_->ends.find(path_); end != tree_->ends.end() && state_->finished()) return ending(*end->second);
    if (state_->finished() || !narrow()) return miss();
    return Step{last_ = state_->observe(named_), 0, false, false, ""};
  }

 private:
  bool narrow() {
    auto found = tree_->next.find(path_);
    if (found == tree_->next.end()) return false;
    auto recorded = [&](const Candidate &choice) { return found->second.contains(nameOf(choice)); };
    if (std::none_of(state_->choices().begin(), state_->choices().end(), recorded)) return false;
    state_->keepOnly(recorded);
    return true;
  }

  Step ending(const RecordedEpisode &e) {
    state_.reset();
    return {last_, rewardOf(e.verdict, tree_->rulesSeconds), true, false,
            infoOf(*tree_->task, e.schedule, e.verdict, tree_->rulesSeconds).dump()};
  }

  Step miss() {
    nlohmann::json info = {{"task", tree_->task->hash}, {"outcome", "miss"}, {"path", path_}};
    state_.reset();
    return {last_, kMissReward, true, false, info.dump()};
  }

  std::shared_ptr<const Recording> recording_;
  std::vector<Tree> trees_;
  uint64_t seed_;
  bool named_;
  TileMemory memory_;
  const Tree *tree_ = nullptr;
  std::vector<std::string> path_;
  std::unique_ptr<SchedulingState> state_;
  Observation last_;
};

}  // namespace

Result<std::map<std::string, std::shared_ptr<const TaskSummary>>> recordedTasks(const Recording &recording) {
  std::map<std::string, std::shared_ptr<const TaskSummary>> tasks;
  for (const RecordedProgram &recorded : recording.programs) {
    Result<Program> program = parseProgram(recorded.text, recorded.name, ParseOptions());
    Result<Prepared> prepared = program ? prepare(*program) : tl::unexpected(program.error());
    if (!prepared) return tl::unexpected(prepared.error());
    for (const Task &task : prepared->tasks) tasks[task.summary.hash] = std::make_shared<TaskSummary>(task.summary);
  }
  return tasks;
}

Result<std::unique_ptr<Environment>> makeRecordedEnvironment(
    std::shared_ptr<const Recording> recording, uint64_t seed, bool named, size_t *tasks,
    const std::function<bool(const std::string &hash)> &wanted) {
  auto known = recordedTasks(*recording);
  if (!known) return tl::unexpected(known.error());
  std::map<std::string, Tree> trees;
  for (const auto &[hash, task] : *known) trees[hash].task = task;
  for (const RecordedEpisode &e : recording->episodes)
    if (auto found = trees.find(e.task); found != trees.end()) found->second.add(e);
  std::vector<Tree> usable;
  for (auto &[hash, tree] : trees)
    if (tree.rulesSeconds > 0 && tree.ends.size() >= 3 && (!wanted || wanted(hash))) usable.push_back(std::move(tree));
  if (usable.empty()) return badUsage("no recorded task has the rules' schedule and two more");
  if (tasks) *tasks = usable.size();
  return std::make_unique<Recorded>(std::move(recording), std::move(usable), seed, named);
}

}  // namespace mlir_rl
