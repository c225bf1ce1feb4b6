#include "mlir_rl/kernel_set/outside.h"

#include <algorithm>
#include <array>

#include "mlir_rl/kernel_front/read.h"

namespace mlir_rl::kernel {

static constexpr std::array kRows = {
    OutsideRow{"cpython", "run.py", "CPython runs the Python text on the stored inputs; needs NumPy", makeCpythonCheck},
    OutsideRow{"warp", "warp_worker.py", "real Warp runs it on the CPU; needs warp-lang", makeWarpCheck},
    OutsideRow{"nvidia", "nvidia.py", "NVRTC compiles the CUDA text and ptxas assembles the PTX, without a GPU",
               makeNvidiaCheck},
};

std::span<const OutsideRow> outsideChecks() { return kRows; }

const OutsideRow *findOutsideCheck(std::string_view name) {
  const auto *row = std::find_if(kRows.begin(), kRows.end(), [&](const OutsideRow &r) { return r.name == name; });
  return row == kRows.end() ? nullptr : row;
}

/// An error is one of the machine; what is wrong with the row is in the saying.
static Result<Saying> ask(SetView &view, const Row &row, OutsideCheck &check, PythonParser &parser) {
  Result<std::string> source = view.text(row.id.index, row.python.hash);
  if (!source) return tl::unexpected(source.error());
  Result<Module> module = readKernels(parser, *source, row.kernel + ".py");
  if (!module && module.error().kind == ErrorKind::environment) return tl::unexpected(module.error());
  if (!module || module->kernels.size() != 1) return Saying{module ? "no kernel" : module.error().message};
  return check.check(view, row, *source, *module);
}

Result<RecheckReport> checkOutside(SetView &view, int64_t sample, OutsideCheck &check, const PythonPlace &parserPlace,
                                   const std::function<void(const RecheckReport &)> &show,
                                   const std::function<bool()> &stop) {
  if (Status started = check.start(); !started) return tl::unexpected(started.error());
  Result<std::map<int64_t, Row>> chosen = view.spread(sample, true);
  if (!chosen) return tl::unexpected(chosen.error());
  PythonParser parser(parserPlace);
  RecheckReport report;
  for (const auto &[index, row] : *chosen) {
    if (stop()) break;
    Result<Saying> said = ask(view, row, check, parser);
    if (!said) return tl::unexpected(said.error());
    if (!said->disagreement.empty()) report.disagreements.push_back({idText(row.id), said->disagreement});
    for (const auto &[note, count] : said->notes) report.notes[note] += count;
    ++report.checked;
    show(report);
  }
  return report;
}

}  // namespace mlir_rl::kernel
