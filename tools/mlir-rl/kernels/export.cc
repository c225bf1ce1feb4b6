#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/exporter.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "tools/mlir-rl/kernels/python_place.h"
#include "tools/mlir-rl/kernels/source.h"

namespace mlir_rl {

using namespace kernel;

static Result<ExportOptions> exportOptions(const KernelsOptions &given, const SetView &view, const Context &context) {
  if (given.out.empty()) return badUsage("kernels export needs --out DIR");
  Result<PythonPlace> place = pythonPlace("parquet.py", context);
  if (!place) return tl::unexpected(place.error());
  ExportOptions options = {.folder = given.out, .format = given.format, .task = given.task};
  options.forms = given.forms.empty() ? view.header().options.forms : given.formSet();
  for (const std::string &name : given.augment) options.augment.insert(findAugmentation(name)->id);
  options.parquet = {.python = toolsPython(given, context), .script = place->script};
  return options;
}

/// What has to be built for it; everything else is stored.
static std::set<Form> rebuiltForms(const ExportOptions &options) {
  for (Augmentation augmentation : options.augment)
    if (augmentations()[size_t(augmentation)].keeps != Likeness::exact) return options.forms;
  return {};
}

Status exportKernels(const KernelsOptions &given, const Context &context) {
  Result<SetView> view = SetView::open(given.target);
  if (!view) return tl::unexpected(view.error());
  Result<ExportOptions> options = exportOptions(given, *view, context);
  Result<RowSource> source =
      options ? kernelSource(given, rebuiltForms(*options), context) : tl::unexpected(options.error());
  if (!source) return tl::unexpected(source.error());
  Result<int64_t> rows = view->rows();
  if (!rows) return tl::unexpected(rows.error());
  for (const std::string &shard : view->missing()) context.announce("shard " + shard + " is not there");
  catchInterrupts();
  Progress progress(2, context.progressStyle());
  auto show = [&](int64_t done) {
    progress.show({.done = done, .total = *rows, .failures = {}, .unit = "kernels", .label = "export " + given.out});
  };
  Result<Manifest> manifest = exportSet(*view, *source, *options, show, interrupted);
  progress.finish();
  if (!manifest) return tl::unexpected(manifest.error());
  if (context.json) return printJson(nlohmann::json(toJson(*manifest))), Status();
  printText(given.out + ": " + std::to_string(manifest->rows) + " kernels, " + std::to_string(manifest->records) +
            " records in " + std::to_string(manifest->files.size()) + " files\n");
  return {};
}

}  // namespace mlir_rl
