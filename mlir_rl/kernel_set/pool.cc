#include "mlir_rl/kernel_set/pool.h"

#include <poll.h>

#include <algorithm>
#include <cassert>
#include <csignal>
#include <cstring>
#include <deque>
#include <map>
#include <set>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

namespace {

/// Results in the items' order; what may be begun without running too far ahead of the first that is missing.
class Queue {
 public:
  Queue(const std::vector<int64_t> &items, int batch, int jobs)
      : items_(items), batch_(size_t(batch)), ahead_(size_t(batch) * size_t(jobs) * 4) {}

  std::vector<int64_t> nextBatch() {
    if (!again_.empty()) {
      std::vector<int64_t> batch = std::move(again_.front());
      again_.pop_front();
      return batch;
    }
    size_t end = std::min({begun_ + batch_, items_.size(), taken_ + ahead_});
    std::vector<int64_t> batch(items_.begin() + long(begun_), items_.begin() + long(std::max(begun_, end)));
    begun_ += batch.size();
    return batch;
  }

  void giveBack(std::vector<int64_t> batch) {
    if (!batch.empty()) again_.push_back(std::move(batch));
  }

  void add(ItemResult result) {
    int64_t item = result.item;
    results_.emplace(item, std::move(result));
  }

  Status takeReady(const std::function<Status(ItemResult)> &take) {
    while (!finished()) {
      auto next = results_.find(items_[taken_]);
      if (next == results_.end()) return {};
      ItemResult result = std::move(next->second);
      results_.erase(next);
      ++taken_;
      if (Status status = take(std::move(result)); !status) return status;
    }
    return {};
  }

  bool finished() const { return taken_ == items_.size(); }

 private:
  const std::vector<int64_t> &items_;
  size_t batch_, ahead_;
  size_t begun_ = 0, taken_ = 0;  ///< of items_
  std::deque<std::vector<int64_t>> again_;
  std::map<int64_t, ItemResult> results_;
};

struct Worker {
  std::unique_ptr<Child> child;
  std::set<int64_t> open;  ///< of its batch
  bool busy = false;       ///< it has not said yet that its batch is done
};

class Pool {
 public:
  Pool(const std::vector<int64_t> &items, const PoolOptions &options, const MakeWork &make)
      : options_(options), make_(make), queue_(items, options.batch, options.jobs), workers_(size_t(options.jobs)) {}

  Status run(const std::function<Status(ItemResult)> &take, const std::function<bool()> &idle) {
    while (!queue_.finished()) {
      if (idle()) return {};
      if (Status status = giveWork(); !status) return status;
      if (Status status = listen(); !status) return status;
      if (Status status = endSlow(); !status) return status;
      if (Status status = queue_.takeReady(take); !status) return status;
    }
    return {};
  }

 private:
  Status giveWork() {
    for (Worker &worker : workers_) {
      if (worker.busy) continue;
      std::vector<int64_t> batch = queue_.nextBatch();
      if (batch.empty()) continue;
      worker.busy = true;
      worker.open = {batch.begin(), batch.end()};
      if (Status status = give(worker, batch); !status) return status;
    }
    return {};
  }

  Status give(Worker &worker, const std::vector<int64_t> &batch) {
    if (!worker.child) {
      Result<std::unique_ptr<Child>> child = Child::start(make_, options_.memoryBytes);
      if (!child) return tl::unexpected(child.error());
      worker.child = *std::move(child);
    }
    // One that is dead already is found when it is listened to.
    (void)worker.child->give(batch);
    return {};
  }

  Status listen() {
    std::vector<pollfd> waiting;
    for (const Worker &worker : workers_) waiting.push_back({worker.child ? worker.child->fd() : -1, POLLIN, 0});
    if (poll(waiting.data(), waiting.size(), 100) <= 0) return {};
    for (size_t i = 0; i < workers_.size(); ++i)
      if (waiting[i].revents)
        if (Status status = hear(workers_[i]); !status) return status;
    return {};
  }

  Status hear(Worker &worker) {
    bool lives = worker.child->read();
    while (std::optional<Frame> frame = worker.child->next())
      if (Status status = takeFrame(worker, *frame); !status) return status;
    return lives ? Status() : bury(worker, "");
  }

  Status takeFrame(Worker &worker, const Frame &frame) {
    if (frame.kind == kCannotWork) return tl::unexpected(Error{ErrorKind(frame.bytes[0] - '0'), frame.bytes.substr(1)});
    if (frame.kind == kBatchDone) {
      assert(worker.open.empty() && "an item was not reported");
      worker.busy = false;
      return {};
    }
    int64_t item = 0;
    std::memcpy(&item, frame.bytes.data(), sizeof item);
    worker.open.erase(item);
    early_ = 0;
    queue_.add({.item = item, .done = true, .bytes = frame.bytes.substr(sizeof item), .stage = "", .message = ""});
    return {};
  }

  Status endSlow() {
    double now = monotonicSeconds();
    for (Worker &worker : workers_)
      if (worker.child && worker.busy && now - worker.child->since() > options_.seconds)
        if (Status status = bury(worker, "took more than " + formatFixed(options_.seconds, 1) + " s"); !status)
          return status;
    return {};
  }

  /// The item that it was at pays; when it was at none, each is tried alone.
  Status bury(Worker &worker, const std::string &killed) {
    ChildDeath death = worker.child->bury(killed);
    worker.child.reset();
    worker.busy = false;
    std::vector<int64_t> open(worker.open.begin(), worker.open.end());
    worker.open.clear();
    if (open.empty()) return {};
    if (death.stage == "start" && ++early_ > options_.jobs + 2)
      return badEnvironment("children of this program die when they start: " + death.why);
    if (open.size() == 1) death.item = open[0];
    bool known = std::find(open.begin(), open.end(), death.item) != open.end();
    if (!known) {
      for (int64_t item : open) queue_.giveBack({item});
      return {};
    }
    std::erase(open, death.item);
    queue_.giveBack(std::move(open));
    queue_.add({.item = death.item, .done = false, .bytes = "", .stage = death.stage, .message = death.why});
    return {};
  }

  const PoolOptions &options_;
  const MakeWork &make_;
  Queue queue_;
  std::vector<Worker> workers_;
  int early_ = 0;  ///< children in a row that died before they came to an item
};

}  // namespace

Status runPool(const std::vector<int64_t> &items, const PoolOptions &options, const MakeWork &make,
               const std::function<Status(ItemResult)> &take, const std::function<bool()> &idle) {
  signal(SIGPIPE, SIG_IGN);
  return Pool(items, options, make).run(take, idle);
}

}  // namespace mlir_rl::kernel
