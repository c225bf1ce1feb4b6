#include "mlir_rl/kernel_report/facts.h"

#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/samples.h"

namespace mlir_rl::kernel {

int64_t SetFacts::kept() const { return countOf(stats.states, stateName(RowState::kept)); }

Result<SetFacts> factsOf(SetView &view, const StatsOptions &options, const std::function<bool()> &stop) {
  Result<SetStats> stats = statsOf(view, options, stop);
  if (!stats) return tl::unexpected(stats.error());
  Result<SetProfile> profile = profileOf(view, stop);
  if (!profile) return tl::unexpected(profile.error());
  Result<std::vector<RowTexts>> samples = samplesOf(view, *profile);
  if (!samples) return tl::unexpected(samples.error());
  SetFacts facts = {*std::move(stats), *std::move(profile), *std::move(samples)};
  if (facts.kept() == 0) return failed("nothing to report: the set has no kernel that was kept");
  return facts;
}

}  // namespace mlir_rl::kernel
