#include "mlir_rl/kernel_set/second_oracle.h"

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_python/python_run.h"

namespace mlir_rl::kernel {

namespace {

/// What differs on one input set; "" when nothing does.
Result<std::string> differenceOn(PythonRunner &runner, const std::string &source, const Module &module,
                                 const RunFacts &run) {
  const Function &kernel = module.kernels[0];
  Result<std::vector<Buffer>> buffers = makeBuffers(Layout(module), kernel, run.input);
  if (!buffers) return buffers.error().message;
  Result<std::vector<Buffer>> after = runner.run({source, kernel.name, run.input.dims}, *std::move(buffers));
  if (!after && after.error().kind == ErrorKind::environment) return tl::unexpected(after.error());
  if (!after) return after.error().message;
  for (size_t p = 0; p < after->size(); ++p)
    if (kernel.variables[p].type.isArray() && hashBuffer((*after)[p]) != run.parameters[p].after)
      return kernel.variables[p].name + " is another";
  return std::string();
}

Result<std::string> differenceOf(PythonRunner &runner, PythonParser &parser, const std::string &source,
                                 const Row &row) {
  Result<Module> module = readKernels(parser, source, row.kernel + ".py");
  if (!module && module.error().kind == ErrorKind::environment) return tl::unexpected(module.error());
  if (!module) return module.error().message;
  for (size_t number = 0; number < row.runs.size(); ++number) {
    Result<std::string> what = differenceOn(runner, source, *module, row.runs[number]);
    if (!what || !what->empty()) return what ? "input " + std::to_string(number) + ": " + *what : what;
  }
  return std::string();
}

}  // namespace

Result<RecheckReport> checkWithPython(SetView &view, int64_t sample, const PythonPlace &parserPlace,
                                      const PythonPlace &runnerPlace,
                                      const std::function<void(const RecheckReport &)> &show,
                                      const std::function<bool()> &stop) {
  Result<std::map<int64_t, Row>> chosen = view.spread(sample, true);
  if (!chosen) return tl::unexpected(chosen.error());
  PythonParser parser(parserPlace);
  PythonRunner runner(runnerPlace);
  RecheckReport report;
  for (const auto &[index, row] : *chosen) {
    if (stop()) break;
    Result<std::string> source = view.text(index, row.python.hash);
    Result<std::string> what = source ? differenceOf(runner, parser, *source, row) : source;
    if (!what) return tl::unexpected(what.error());
    if (!what->empty()) report.disagreements.push_back({idText(row.id), "CPython: " + *what});
    ++report.checked;
    show(report);
  }
  return report;
}

}  // namespace mlir_rl::kernel
