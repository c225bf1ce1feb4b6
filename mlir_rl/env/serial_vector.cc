#include <cassert>
#include <deque>

#include "mlir_rl/env/environment.h"

namespace mlir_rl {

namespace {

class SerialVector : public VectorEnvironment {
 public:
  explicit SerialVector(std::vector<std::unique_ptr<Environment>> environments)
      : environments_(std::move(environments)) {
    assert(!environments_.empty() && "a vector of environments has at least one");
  }

  const ObservationSchema &schema() const override { return environments_.front()->schema(); }
  int size() const override { return int(environments_.size()); }

  Status sendReset(int slot, uint64_t episode) override {
    Result<Observation> observation = environments_[size_t(slot)]->reset(episode);
    if (!observation) return tl::unexpected(observation.error());
    ready_.push_back({slot, Step{*std::move(observation), 0, false, false, ""}});
    return {};
  }

  Status sendStep(int slot, int candidate) override {
    Result<Step> step = environments_[size_t(slot)]->step(candidate);
    if (!step) return tl::unexpected(step.error());
    ready_.push_back({slot, *std::move(step)});
    return {};
  }

  int ready() const override { return int(ready_.size()); }

  Result<Answer> receive() override {
    if (ready_.empty()) return failed("no step is under way");
    Answer answer = std::move(ready_.front());
    ready_.pop_front();
    return answer;
  }

 private:
  std::vector<std::unique_ptr<Environment>> environments_;
  std::deque<Answer> ready_;
};

}  // namespace

std::unique_ptr<VectorEnvironment> makeSerialVector(std::vector<std::unique_ptr<Environment>> environments) {
  return std::make_unique<SerialVector>(std::move(environments));
}

}  // namespace mlir_rl
