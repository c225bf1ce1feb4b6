#include "mlir_rl/env/measuring_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

/// A lost measurement says nothing of the schedule: it is made again so many times.
static constexpr int kRepeats = 2;

/// What is slower than the rules by so much, in logs, is slower.
static constexpr double kNoDoubt = 0.4;

MeasuringQueue::MeasuringQueue(std::vector<SubjectTask> tasks, int threads, uint64_t seed, Runner &runner,
                               Ledger &ledger, TileMemory &memory, double doubt)
    : tasks_(std::move(tasks)),
      threads_(threads),
      seed_(seed),
      runner_(runner),
      ledger_(ledger),
      memory_(memory),
      doubt_(doubt) {}

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

void MeasuringQueue::forget(size_t task) { ledger_.forget(tasks_[task].summary->hash); }

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
  request.llvmPipeline = "fast";
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
  if (doubted_.contains(key)) return submitPair(key);
  Result<MeasureRequest> request = requestFor(key, {key.second});
  if (!request) return tl::unexpected(request.error());
  request->minSeconds = 0.004;
  request->maxSamples = 50;
  if (auto rules = verdict(key.first, rulesOf(key.first))) request->cutSeconds = cutLimit(rules->seconds);
  underWay_[request->id] = key;
  return runner_.submit(*request);
}

Status MeasuringQueue::submitPair(const Key &key) {
  Result<MeasureRequest> request = requestFor(key, {rulesOf(key.first), key.second});
  if (!request) return tl::unexpected(request.error());
  request->minSeconds = 0.01;
  request->maxSamples = 100;
  underWay_[request->id] = key;
  return runner_.submit(*request);
}

/// The rules' schedule itself is what others are compared with.
bool MeasuringQueue::isDoubtful(const Key &key, const Verdict &mine) {
  if (mine.outcome != Outcome::ok || key.second == rulesOf(key.first)) return false;
  std::optional<Verdict> rules = verdict(key.first, rulesOf(key.first));
  if (!rules || rules->outcome != Outcome::ok) return false;
  double gain = std::log(rules->seconds / mine.seconds);
  return std::abs(gain) > doubt_ && gain > -kNoDoubt;
}

void MeasuringQueue::take(const MeasureReply &reply) {
  auto found = underWay_.find(reply.id);
  assert(found != underWay_.end() && "an answer to what was asked");
  Key key = found->second;
  underWay_.erase(found);
  if (doubted_.erase(key)) return takePair(key, reply);
  const Measurement &m = reply.measurements.front();
  const std::string &task = tasks_[key.first].summary->hash;
  ledger_.add(task, key.second, m);
  if (m.outcome == Outcome::lost && ++lost_[key] <= kRepeats) {
    queue_.push_back(key);
    return;
  }
  if (m.outcome == Outcome::lost) given_.insert(key);
  std::optional<Verdict> mine = ledger_.find(task, key.second);
  if (mine && isDoubtful(key, *mine)) {
    doubted_.insert(key);
    queue_.push_front(key);
    return;
  }
  wanted_.erase(key);
}

/// The ratio of the pair, in the seconds that the rules' schedule has in the ledger. What it was before stays where the
/// pair failed.
void MeasuringQueue::takePair(const Key &key, const MeasureReply &reply) {
  wanted_.erase(key);
  const Measurement &rules = reply.measurements[0], &mine = reply.measurements[1];
  std::optional<Verdict> reference = verdict(key.first, rulesOf(key.first));
  if (rules.outcome != Outcome::ok || mine.outcome != Outcome::ok || !reference) return;
  double ratio = secondsOf(mine) / secondsOf(rules);
  ledger_.correct(tasks_[key.first].summary->hash, key.second, ratio * reference->seconds);
}

}  // namespace mlir_rl
