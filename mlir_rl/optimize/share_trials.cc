#include "mlir_rl/optimize/share_trials.h"

#include <algorithm>
#include <numeric>

namespace mlir_rl {

std::vector<int64_t> shareTrials(const Subject &subject, int64_t trials) {
  size_t n = subject.tasks.size();
  std::vector<double> weight(n);
  for (size_t i = 0; i < n; ++i) {
    const TaskSummary &task = *subject.tasks[i].summary;
    weight[i] = (task.flops + 4 * task.bytes) * task.count + 1;
  }
  double total = std::accumulate(weight.begin(), weight.end(), 0.0);
  std::vector<int64_t> shares(n, 0);
  int64_t left = trials;
  for (size_t i = 0; i < n && left > 0; ++i) {
    int64_t fair = std::max<int64_t>(1, int64_t(double(trials) * weight[i] / total));
    shares[i] = std::min(left, fair);
    left -= shares[i];
  }
  if (n > 0 && left > 0) shares[size_t(std::max_element(weight.begin(), weight.end()) - weight.begin())] += left;
  return shares;
}

}  // namespace mlir_rl
