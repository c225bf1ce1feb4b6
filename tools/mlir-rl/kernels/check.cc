#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/manifest.h"
#include "mlir_rl/kernel_set/outside.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "tools/mlir-rl/kernels/python_place.h"
#include "tools/mlir-rl/kernels/source.h"

namespace mlir_rl {

using namespace kernel;

static Status checkExport(const std::string &folder, const Context &context) {
  Result<std::vector<std::string>> problems = verifyExport(folder);
  if (!problems) return tl::unexpected(problems.error());
  if (context.json) printJson({{"folder", folder}, {"problems", *problems}});
  for (const std::string &problem : *problems)
    if (!context.json) printText(problem + "\n");
  if (!problems->empty()) return failed(folder + " is not what its manifest says");
  if (!context.json) printText(folder + ": all files are as manifest.json says\n");
  return {};
}

static Status report(const std::string &folder, const RecheckReport &report, const Context &context) {
  nlohmann::json disagreements = nlohmann::json::array();
  for (const Disagreement &d : report.disagreements) {
    disagreements.push_back({{"id", d.id}, {"what", d.what}});
    if (!context.json) printText(d.id + ": " + d.what + "\n");
  }
  std::string notes;
  for (const auto &[note, count] : report.notes) notes += "; " + std::to_string(count) + " " + note;
  if (context.json)
    printJson(
        {{"folder", folder}, {"checked", report.checked}, {"disagreements", disagreements}, {"notes", report.notes}});
  else
    printText(folder + ": " + std::to_string(report.checked) + " rows compared, " +
              std::to_string(report.disagreements.size()) + " differ" + notes + "\n");
  return report.disagreements.empty() ? Status() : failed("some rows are not what they were");
}

/// What both ways to check a set say while they work.
class CheckProgress {
 public:
  CheckProgress(const KernelsOptions &options, int64_t rows, const Context &context)
      : progress_(2, context.progressStyle()),
        total_(options.sample > 0 ? std::min(options.sample, rows) : rows),
        label_("check " + options.target) {}

  void show(const RecheckReport &report) {
    ProgressState state = {.done = report.checked, .total = total_, .failures = {}, .unit = "kernels", .label = label_};
    if (!report.disagreements.empty()) state.failures["differ"] = int64_t(report.disagreements.size());
    progress_.show(state);
  }

 private:
  Progress progress_;
  int64_t total_;
  std::string label_;
};

static Result<RecheckReport> checkSet(SetView &view, int64_t rows, const KernelsOptions &options,
                                      const Context &context) {
  CheckProgress progress(options, rows, context);
  auto show = [&](const RecheckReport &report) { progress.show(report); };
  if (options.with.empty()) {
    Result<RowSource> source = kernelSource(options, view.header().options.forms, context);
    if (!source) return tl::unexpected(source.error());
    return recheck(view, *source, {.sample = options.sample, .pool = options.pool()}, show, interrupted);
  }
  const OutsideRow &row = *findOutsideCheck(options.with);
  Result<PythonPlace> parser = pythonPlace("parse.py", context), place = pythonPlace(row.script, context);
  if (!parser || !place) return tl::unexpected(parser ? place.error() : parser.error());
  place->python = toolsPython(options, context);
  return checkOutside(view, options.sample, *row.make(*place), *parser, show, interrupted);
}

Status checkKernels(const KernelsOptions &options, const Context &context) {
  if (exists(options.target + "/manifest.json")) return checkExport(options.target, context);
  Result<SetView> view = SetView::open(options.target);
  Result<int64_t> rows = view ? view->rows() : tl::unexpected(view.error());
  if (!rows) return tl::unexpected(rows.error());
  catchInterrupts();
  Result<RecheckReport> checked = checkSet(*view, *rows, options, context);
  if (!checked) return tl::unexpected(checked.error());
  Status status = report(options.target, *checked, context);
  return status && interrupted() ? failed("interrupted") : status;
}

}  // namespace mlir_rl
