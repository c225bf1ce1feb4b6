#pragma once

/// \file
/// Experience that a search can start from. A policy is one; this room knows no networks.

#include <memory>
#include <string>

#include "mlir_rl/search/search.h"

namespace mlir_rl {

class Guide {
 public:
  virtual ~Guide() = default;

  /// For reports: which policy, from where.
  virtual std::string name() const = 0;

  /// The same without the place: equal for equal weights, wherever they lie.
  virtual std::string identity() const { return name(); }

  /// The schedule it would take without measuring anything. Legal. Errors: what the network behind it reports.
  virtual Result<Schedule> propose(const SearchProblem &problem) = 0;

  /// Another one, drawn by chance from the problem's seed as likely as the guide holds it to be good. Legal. Errors:
  /// likewise.
  virtual Result<Schedule> sample(const SearchProblem &problem) = 0;

  /// A search whose first proposal is that schedule. The guide must outlive it.
  virtual Result<std::unique_ptr<Search>> search(const SearchProblem &problem) = 0;
};

}  // namespace mlir_rl
