#include "mlir_rl/env/measuring_queue.h"

#include <cassert>

#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

/// A lost measurement says nothing of the schedule: it is made again so many times.
static constexpr int kRepeats = 2;

MeasuringQueue::MeasuringQueue(std::vector<SubjectTask> tasks, int threads, uint64_t seed, Runner &runner,
                               Ledger &ledger, TileMemory &memory, double minSeconds)
    : tasks_(std::move(tasks)),
      threads_(threads),
      seed_(seed),
      runner_(runner),
      ledger_(ledger),
      memory_(memory),
      minSeconds_(minSeconds) {}

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
  while (!queue_.empty() && int(underWay_.size()) < runner_.slots()) {
    Key key = std::move(queue_.front());
    queue_.pop_front();
    if (Status ok = submit(key); !ok) return ok;
  }
  return {};
}

Status MeasuringQueue::submit(const Key &key) {
  const SubjectTask &task = tasks_[key.first];
  if (loaded_.insert(key.first).second)
    if (Status ok = runner_.load(task.load); !ok) return ok;
  Result<Schedule> schedule = parseSchedule(key.second);
  if (!schedule) return tl::unexpected(schedule.error());
  Result<std::string> script = printScript({{task.summary, *schedule}});
  if (!script) return tl::unexpected(script.error());
  MeasureRequest request;
  request.id = nextId_++;
  request.program = task.load.program;
  request.variants = {*std::move(script)};
  request.llvmPipeline = "fast";
  request.threads = threads_;
  request.minSeconds = minSeconds_;
  request.maxSamples = 50;
  request.seed = seed_;
  if (auto rules = verdict(key.first, rulesOf(key.first))) request.cutSeconds = cutLimit(rules->seconds);
  underWay_[request.id] = key;
  return runner_.submit(request);
}

void MeasuringQueue::take(const MeasureReply &reply) {
  auto found = underWay_.find(reply.id);
  assert(found != underWay_.end() && "an answer to what was asked");
  Key key = found->second;
  underWay_.erase(found);
  const Measurement &m = reply.measurements.front();
  ledger_.add(tasks_[key.first].summary->hash, key.second, m);
  if (m.outcome == Outcome::lost && ++lost_[key] <= kRepeats) {
    queue_.push_back(key);
    return;
  }
  if (m.outcome == Outcome::lost) given_.insert(key);
  wanted_.erase(key);
}

}  // namespace mlir_rl
