#pragma once

/// \file
/// A runner that makes its times up, for tests that need no machine.

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/measure/runner.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl::testing {

/// Runs nothing: unscheduled takes a second, each script a time of its own below 90 ms, `slow` 95 ms.
class MadeUpRunner : public Runner {
 public:
  Status load(const LoadRequest &request) override { return loaded.insert(request.program), Status(); }
  int slots() const override { return 2; }
  Status submit(const MeasureRequest &request) override {
    EXPECT_TRUE(loaded.count(request.program));
    requests.push_back(request);
    waiting_.push_back(answer(request));
    return {};
  }
  Result<std::optional<MeasureReply>> next(double) override {
    if (waiting_.empty()) return std::nullopt;
    MeasureReply reply = std::move(waiting_.front());
    waiting_.pop_front();
    return reply;
  }

  std::optional<std::string> slow;
  std::set<std::string> loaded;
  std::vector<MeasureRequest> requests;
  std::function<void(const MeasureRequest &, size_t, Measurement &)> spoil = [](auto &, size_t, Measurement &) {};

 private:
  MeasureReply answer(const MeasureRequest &request) const {
    MeasureReply reply{request.id, {}, -1};
    for (size_t i = 0; i < request.variants.size(); ++i) {
      const auto &script = request.variants[i];
      double seconds = script ? 1e-3 * (1 + double(Hasher().add(*script).value() % 89)) : 1.0;
      if (script == slow) seconds = 0.095;
      Measurement m;
      m.outcome = seconds * 1.1 < request.floorSeconds ? Outcome::implausible : Outcome::ok;
      m.samples.assign(10, seconds);
      m.median = seconds;
      m.pipeline = request.llvmPipeline;
      spoil(request, i, m);
      reply.measurements.push_back(std::move(m));
    }
    return reply;
  }

  std::deque<MeasureReply> waiting_;
};

}  // namespace mlir_rl::testing
