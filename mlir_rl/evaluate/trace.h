#pragma once

/// \file
/// A search and what came of each of its measurements, in order.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/optimize/optimize.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

struct Trial {
  Schedule schedule;
  std::optional<double> seconds;  ///< nothing: failed
};
using Trace = std::vector<Trial>;

/// Hands everything on to another search and writes down what it asks for and is told. In the order of asking: which of
/// several measured side by side ends first says nothing.
class RecordedSearch : public Search {
 public:
  RecordedSearch(Search &search, Trace &trace) : search_(search), trace_(trace) {}
  std::optional<Schedule> ask() override;
  void tell(const Schedule &schedule, std::optional<double> seconds) override;

 private:
  Search &search_;
  Trace &trace_;
};

/// Of the first `trials` of a trace, the fastest few that did not fail, fastest first.
std::vector<Schedule> fastestOf(const Trace &trace, int64_t trials, size_t count);

/// What evaluating a program works with. `say` hears in words what is under way.
struct Bench {
  const Subject &subject;
  const OptimizeOptions &options;
  const Workplace &place;
  RoofAlarm &alarm;
  std::function<void(const std::string &)> say;

  SearchProblem problem(size_t task, uint64_t seed) const;
};

/// Searches of all tasks of a program, each with its share of the measurements.
struct ProgramTrace {
  std::vector<Trace> tasks;
  int64_t measured = 0;
  double seconds = 0;  ///< wall time
  std::map<std::string, int64_t> failed;
};

using SearchMaker = std::function<Result<std::unique_ptr<Search>>(const SearchProblem &)>;

/// The tasks must be loaded. Errors: of the runner and of the search; failed, when interrupted.
Result<ProgramTrace> traceSearch(const Bench &bench, const std::string &name, const SearchMaker &make, int64_t trials,
                                 uint64_t seed);

/// Makes every task of the program known to the runner.
Status loadTasks(const Bench &bench);

/// Failed, when the user interrupted.
Status goOn(const Bench &bench);

}  // namespace mlir_rl
