#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_report/kernel_report.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/kernels/action.h"

namespace mlir_rl {

using namespace kernel;

/// What compressibility is told of: C++, as of the data sets that are known, or what the set has.
static Form compressedForm(const std::set<Form> &forms) {
  return forms.contains(Form::cpp) ? Form::cpp : *forms.begin();
}

static Result<std::string> reportOf(const std::string &folder) {
  Result<SetView> view = SetView::open(folder);
  if (!view) return tl::unexpected(view.error());
  StatsOptions wanted;
  if (const std::set<Form> &forms = view->header().options.forms; !forms.empty()) wanted.xz = compressedForm(forms);
  Result<SetFacts> facts = factsOf(*view, wanted, [] { return false; });
  if (!facts) return tl::unexpected(facts.error());
  Result<Report> report =
      kernelReport(*facts, "Python kernels and the code they become", "mlir-rl kernels report of " + folder);
  return report ? reportHtml(*report) : tl::unexpected(report.error());
}

Status reportKernels(const KernelsOptions &options, const Context &context) {
  context.announce("reading " + options.target);
  Result<std::string> html = reportOf(options.target);
  if (!html) return tl::unexpected(html.error());
  std::string file = options.out.empty() ? options.target + "/report.html" : options.out;
  if (Status written = writeFile(file, *html); !written) return written;
  nlohmann::json json = {{"file", file}, {"bytes", html->size()}};
  std::printf("%s\n", context.json ? jsonText(json).c_str() : file.c_str());
  return {};
}

}  // namespace mlir_rl
