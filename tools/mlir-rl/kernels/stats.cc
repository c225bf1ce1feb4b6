#include "mlir_rl/kernel_set/stats.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/support/interrupt.h"
#include "tools/mlir-rl/kernels/action.h"

namespace mlir_rl {

Status statsKernels(const KernelsOptions &options, const Context &context) {
  Result<kernel::SetView> view = kernel::SetView::open(options.target);
  if (!view) return tl::unexpected(view.error());
  kernel::StatsOptions wanted;
  if (!options.xz.empty()) wanted.xz = kernel::findForm(options.xz)->id;
  catchInterrupts();
  Result<kernel::SetStats> stats = statsOf(*view, wanted, interrupted);
  if (!stats) return tl::unexpected(stats.error());
  if (context.json)
    printJson(toJson(*stats));
  else
    printText(statsText(*stats));
  return {};
}

}  // namespace mlir_rl
