#pragma once

/// \file
/// Searching for a schedule of one task: ask for a proposal, measure it, tell what came of it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/flow/schedule.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What a search works on. Equal problems and equal answers give equal proposals.
struct SearchProblem {
  std::shared_ptr<const TaskSummary> task;
  Machine machine;
  int threads = 1;
  uint64_t seed = 0;
};

class Search {
 public:
  virtual ~Search() = default;

  /// A legal schedule not proposed before; nothing when the search has run out of new ones. Several may be asked for
  /// before the first is told.
  virtual std::optional<Schedule> ask() = 0;

  /// Seconds the schedule took; nothing when it failed.
  virtual void tell(const Schedule &schedule, std::optional<double> seconds) = 0;
};

/// By name: "default" (the rules' schedule, once), "random", "evolutionary".
Result<std::unique_ptr<Search>> makeSearch(std::string_view name, const SearchProblem &problem);

/// The names makeSearch knows.
std::string searchNames();

}  // namespace mlir_rl
