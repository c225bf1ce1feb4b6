#pragma once

/// \file
/// How features are written: value and name in one call.

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <vector>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"

namespace mlir_rl {

/// One row being written; remembers the names when asked to.
class Row {
 public:
  explicit Row(std::vector<float> *values, std::vector<std::string> *names = nullptr)
      : values_(values), names_(names) {}

  void put(const std::string &name, double value) {
    assert(!std::isnan(value) && "a feature is a number");
    values_->push_back(float(std::clamp(value, -10.0, 10.0)));
    if (names_) names_->push_back(name);
  }
  /// 1 in the column of `value`, 0 in the others.
  void oneHot(const std::string &name, int value, int count) {
    for (int i = 0; i < count; ++i) put(name + "_" + std::to_string(i), value == i);
  }
  /// Doublings, a tenth each: 1024 is 1.
  void log(const std::string &name, double value) { put(name, std::log2(std::max(value, 1.0)) / 10); }
  void ratio(const std::string &name, double value) {
    put(name, value > 0 && std::isfinite(value) ? std::log2(value) / 4 : 10);
  }

 private:
  std::vector<float> *values_;
  std::vector<std::string> *names_;
};

/// Accesses of an op that have columns of their own.
inline constexpr int kShownAccesses = 5;

/// How one iteration of a loop moves an access. 0: not at all; 1: along the last dimension by one; -1: along it by
/// more; 0.5: along another dimension.
double movement(const NestOp &op, const Access &access, int loop);

/// Doublings times four, since a few percent matter; 10 where one of the two is not known.
double finely(double cycles, double reference);

/// Bytes of a cache; 32 KiB where the machine does not tell.
double cacheBytes(const Machine &machine, int level);

}  // namespace mlir_rl
