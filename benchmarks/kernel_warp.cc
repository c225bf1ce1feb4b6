// Generated kernels under real Warp and under the interpreter, on all their inputs: how many agree, and why others do
// not. Most of the time is Warp's compiler. Ends with 1 when a difference has no known reason; then the kernel is printed.
//
// usage: build/benchmarks/kernel_warp [COUNT [SEED [PYTHON]]]       200 kernels, seed 1, the Python of .venv-kernels

#include <cstdio>
#include <cstdlib>
#include <map>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_make/sample.h"
#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_warp/compare.h"
#include "mlir_rl/kernel_warp/differences.h"
#include "mlir_rl/kernel_warp/warp_run.h"
#include "mlir_rl/support/clock.h"

namespace mlir_rl::kernel {
namespace {

struct Verdict {
  std::string what;     ///< "same", "near", "different", "refused by Warp"
  std::string details;  ///< of the first input that decides
};

Verdict verdictOf(const Sample &sample, const Code &code, const LaunchInput &input, WarpRunner &warp) {
  const Function &kernel = sample.module.kernels[size_t(sample.kernel)];
  std::vector<Buffer> expected = *makeBuffers(Layout(sample.module), kernel, input);
  Result<std::vector<Buffer>> actual = warp.run({printModule(sample.module), kernel.name, input.dims}, expected);
  if (!actual) return {"refused by Warp", actual.error().message};
  std::vector<Argument> arguments = argumentsOf(kernel, expected);
  Result<Outcome> outcome = run(code, sample.kernel, {input.dims}, arguments);
  if (!outcome || outcome->fault) return {"no result", outcome ? faultText(*outcome->fault) : outcome.error().message};
  Comparison comparison = compareWithWarp(expected, *actual);
  if (comparison.closeness == Closeness::same) return {"same", ""};
  std::string where = "buffer " + std::to_string(comparison.buffer) + ", " + differenceText(*comparison.difference);
  return {comparison.closeness == Closeness::near ? "near" : "different", where};
}

/// The worst of all inputs.
Verdict verdictOf(const Sample &sample, WarpRunner &warp) {
  Result<Code> code = compileModule(sample.module);
  if (!code) return {"no result", code.error().message};
  Verdict worst = {"same", ""};
  for (const LaunchInput &input : sample.inputs) {
    Verdict verdict = verdictOf(sample, *code, input, warp);
    if (verdict.what != "same" && (worst.what == "same" || worst.what == "near")) worst = verdict;
  }
  return worst;
}

void report(const Sample &sample, uint64_t index, const Verdict &verdict, const std::vector<std::string> &reasons) {
  std::printf("%llu %s: %s: %s\n", static_cast<unsigned long long>(index), sample.family.c_str(), verdict.what.c_str(),
              verdict.details.c_str());
  for (const std::string &reason : reasons) std::printf("    perhaps: %s\n", reason.c_str());
  if (reasons.empty()) std::printf("%s\n", printModule(sample.module).c_str());
  std::fflush(stdout);
}

int check(uint64_t count, uint64_t seed, const std::string &python) {
  WarpRunner warp({.python = python, .script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/warp_worker.py"});
  if (Status started = warp.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().message.c_str());
    return 3;
  }
  std::map<std::string, int> counts;
  int unexplained = 0;
  Stopwatch watch;
  for (uint64_t index = 0; index < count; ++index) {
    Sample sample = makeSample(seed, index);
    Verdict verdict = verdictOf(sample, warp);
    ++counts[verdict.what];
    if (verdict.what == "same") continue;
    std::vector<std::string> reasons = whereWarpDiffers(sample.module);
    unexplained += reasons.empty();
    report(sample, index, verdict, reasons);
  }
  for (const auto &[what, kernels] : counts) std::printf("%s: %d\n", what.c_str(), kernels);
  std::printf("unexplained: %d\n%.1f seconds with Warp %s\n", unexplained, watch.seconds(), warp.version().c_str());
  return unexplained ? 1 : 0;
}

}  // namespace
}  // namespace mlir_rl::kernel

int main(int argc, char **argv) {
  uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200;
  uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  return mlir_rl::kernel::check(count, seed, argc > 3 ? argv[3] : MLIR_RL_SOURCE_DIR "/.venv-kernels/bin/python");
}
