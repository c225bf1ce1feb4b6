#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_report/kernel_report.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "tools/mlir-rl/kernels/action.h"

namespace mlir_rl {

using namespace kernel;

/// Without --xz C++, as of the data sets that are known, or what the set has.
static std::optional<Form> compressedForm(const std::string &wanted, const std::set<Form> &forms) {
  if (!wanted.empty()) return findForm(wanted)->id;
  if (forms.empty()) return std::nullopt;
  return forms.contains(Form::cpp) ? Form::cpp : *forms.begin();
}

static Result<std::string> reportOf(const KernelsOptions &options) {
  Result<SetView> view = SetView::open(options.target);
  if (!view) return tl::unexpected(view.error());
  catchInterrupts();
  Result<SetFacts> facts =
      factsOf(*view, {.xz = compressedForm(options.xz, view->header().options.forms)}, interrupted);
  if (!facts) return tl::unexpected(facts.error());
  Result<Report> report =
      kernelReport(*facts, "Python kernels and the code they become", "mlir-rl kernels report of " + options.target);
  return report ? reportHtml(*report) : tl::unexpected(report.error());
}

Status reportKernels(const KernelsOptions &options, const Context &context) {
  context.announce("reading " + options.target);
  Result<std::string> html = reportOf(options);
  if (!html) return tl::unexpected(html.error());
  std::string file = options.out.empty() ? options.target + "/report.html" : options.out;
  if (Status written = writeFile(file, *html); !written) return written;
  if (context.json)
    printJson({{"file", file}, {"bytes", html->size()}});
  else
    printText(file + "\n");
  return {};
}

}  // namespace mlir_rl
