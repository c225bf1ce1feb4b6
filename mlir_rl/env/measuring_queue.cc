#include "mlir_rl/env/measuring_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

/// A lost measurement says nothing of the schedule: it is made again so many times.
static constexpr int kRepeats = 2;

MeasuringQueue::MeasuringQueue(std::vector<SubjectTask> tasks, int threads, uint64_t seed, Runner &runner,
                               Ledger &ledger, TileMemory &memory)
    : tasks_(std::move(tasks)), threads_(threads), seed_(seed), runner_(runner), ledger_(ledger), memory_(memory) {}

std::string MeasuringQueue::rulesOf(size_t task) {
  return printSchedule(memory_.rules(tasks_[task].summary, threads_).schedule);
}

Status MeasuringQueue::want(size_t task, const std::string &schedule) {
  if (ledger_.find(tasks_[task].summary->hash, schedule)) {
    ledger_.countHit();
    return {};
  }
  if (wanted_.insert({task, schedule}).second) queue_.push_back({task, schedule});
  return pump();
}

std::optional<Verdict> MeasuringQueue::verdict(size_t task, const std::string &schedule) {
  if (given_.contains({task, schedule})) return Verdict{Outcome::lost, 0};
  if (wanted_.contains({task, schedule})) return std::nullopt;
  return ledger_.find(tasks_[task].summary->hash, schedule);
}

Result<bool> MeasuringQueue::advance() {
  if (Status ok = pump(); !ok) return tl::unexpected(ok.error());
  if (underWay_.empty()) return false;
  Result<std::optional<MeasureReply>> reply = runner_.next();
  if (!reply) return tl::unexpected(reply.error());
  if (*reply) take(**reply);
  if (Status ok = pump(); !ok) return tl::unexpected(ok.error());
  return true;
}

Status MeasuringQueue::pump() {
  while (int(underWay_.size()) < runner_.slots()) {
    auto next = std::find_if(queue_.begin(), queue_.end(), [this](const Key &key) { return isReady(key); });
    if (next == queue_.end()) break;
    Key key = std::move(*next);
    queue_.erase(next);
    if (Status ok = submit(key); !ok) return ok;
  }
  return {};
}

Result<MeasureRequest> MeasuringQueue::requestFor(const Key &key, const std::vector<std::string> &schedules) {
  const SubjectTask &task = tasks_[key.first];
  if (loaded_.insert(key.first).second)
    if (Status ok = runner_.load(task.load); !ok) return tl::unexpected(ok.error());
  MeasureRequest request;
  request.id = nextId_++;
  request.program = task.load.program;
  for (const std::string &text : schedules) {
    Result<Schedule> schedule = parseSchedule(text);
    if (!schedule) return tl::unexpected(schedule.error());
    Result<std::string> script = printScript({{task.summary, *schedule}});
    if (!script) return tl::unexpected(script.error());
    request.variants.push_back(*std::move(script));
  }
  request.llvmPipeline = "O3";
  request.threads = threads_;
  request.seed = seed_;
  return request;
}

/// The rules' schedule goes before those that are compared with it.
bool MeasuringQueue::isReady(const Key &key) {
  std::string rules = rulesOf(key.first);
  return key.second == rules || !wanted_.contains({key.first, rules});
}

Status MeasuringQueue::submit(const Key &key) {
  std::string rules = rulesOf(key.first);
  std::vector<std::string> schedules = {rules};
  if (key.second != rules) schedules.push_back(key.second);
  Result<MeasureRequest> request = requestFor(key, schedules);
  if (!request) return tl::unexpected(request.error());
  request->minSeconds = 0.01;
  request->maxSamples = 100;
  if (auto verdict = this->verdict(key.first, rules)) request->cutSeconds = cutLimit(verdict->seconds);
  underWay_[request->id] = key;
  return runner_.submit(*request);
}

void MeasuringQueue::take(const MeasureReply &reply) {
  auto found = underWay_.find(reply.id);
  assert(found != underWay_.end() && "an answer to what was asked");
  Key key = found->second;
  underWay_.erase(found);
  const std::string &task = tasks_[key.first].summary->hash;
  const Measurement &mine = reply.measurements.back();
  ledger_.add(task, key.second, mine);
  if (mine.outcome == Outcome::lost && ++lost_[key] <= kRepeats) {
    queue_.push_back(key);
    return;
  }
  if (mine.outcome == Outcome::lost) given_.insert(key);
  if (reply.measurements.size() == 2) compare(key, reply.measurements.front(), mine);
  wanted_.erase(key);
}

void MeasuringQueue::compare(const Key &key, const Measurement &rules, const Measurement &mine) {
  ledger_.spend(rules);
  std::optional<Verdict> reference = verdict(key.first, rulesOf(key.first));
  if (rules.outcome != Outcome::ok || mine.outcome != Outcome::ok || !reference) return;
  double ratio = secondsOf(mine) / secondsOf(rules);
  ledger_.correct(tasks_[key.first].summary->hash, key.second, ratio * reference->seconds);
}

}  // namespace mlir_rl
