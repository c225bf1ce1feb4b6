// Programs that run the Python text: CPython and Warp.

#include "mlir_rl/kernel_python/python_run.h"
#include "mlir_rl/kernel_set/oracle.h"
#include "mlir_rl/kernel_set/outside.h"
#include "mlir_rl/kernel_warp/compare.h"
#include "mlir_rl/kernel_warp/differences.h"
#include "mlir_rl/kernel_warp/warp_run.h"

namespace mlir_rl::kernel {

namespace {

/// Runs the text on every input set of the row, beside the interpreter.
class RunCheck : public OutsideCheck {
 public:
  Saying check(SetView &, const Row &row, const std::string &source, const Module &module) override {
    Candidate candidate = {.family = row.family, .module = module, .inputs = {}};
    for (const RunFacts &run : row.runs) candidate.inputs.push_back(run.input);
    Checked<OracleAnswer> oracle = askOracle(candidate);
    if (!oracle) return {"the interpreter: " + oracle.error().message};
    if (oracle->behaviour != row.hashes.behaviour) return {"the interpreter gives other results than the row says"};
    Saying said = {};
    for (size_t number = 0; number < oracle->runs.size() && said.disagreement.empty(); ++number) {
      const OracleRun &expected = oracle->runs[number];
      Result<std::vector<Buffer>> after = run({source, row.kernel, candidate.inputs[number].dims}, expected.before);
      std::string what = after ? judge(module, arrays(module, expected.after), arrays(module, *after), said)
                               : refused(module, after.error().message, said);
      if (!what.empty()) said.disagreement = "input " + std::to_string(number) + ": " + what;
    }
    return said;
  }

 protected:
  virtual Result<std::vector<Buffer>> run(const TextLaunch &launch, std::vector<Buffer> buffers) = 0;
  /// What differs; "" when nothing does that counts.
  virtual std::string judge(const Module &module, const std::vector<Buffer> &expected,
                            const std::vector<Buffer> &actual, Saying &said) = 0;
  /// What to say when the text was not run.
  virtual std::string refused(const Module &, const std::string &why, Saying &) { return why; }

 private:
  /// Parameters that are no arrays are the kernel's own.
  static std::vector<Buffer> arrays(const Module &module, const std::vector<Buffer> &buffers) {
    std::vector<Buffer> kept;
    for (size_t p = 0; p < buffers.size(); ++p)
      if (module.kernels[0].variables[p].type.isArray()) kept.push_back(buffers[p]);
    return kept;
  }
};

/// The name of array number `which` of the kernel's parameters.
std::string arrayName(const Function &kernel, size_t which) {
  for (const Variable &variable : kernel.variables)
    if (variable.type.isArray() && which-- == 0) return variable.name;
  return "an array";
}

class CpythonCheck : public RunCheck {
 public:
  explicit CpythonCheck(const PythonPlace &place) : runner_(place) {}
  Status start() override { return runner_.start(); }

 protected:
  Result<std::vector<Buffer>> run(const TextLaunch &launch, std::vector<Buffer> buffers) override {
    return runner_.run(launch, std::move(buffers));
  }
  std::string judge(const Module &module, const std::vector<Buffer> &expected, const std::vector<Buffer> &actual,
                    Saying &) override {
    for (size_t i = 0; i < expected.size(); ++i)
      if (std::optional<Difference> difference = firstDifference(expected[i], actual[i]))
        return arrayName(module.kernels[0], i) + ", " + differenceText(*difference);
    return "";
  }

 private:
  PythonRunner runner_;
};

class WarpCheck : public RunCheck {
 public:
  explicit WarpCheck(const PythonPlace &place) : runner_(place) {}
  Status start() override { return runner_.start(); }

 protected:
  Result<std::vector<Buffer>> run(const TextLaunch &launch, std::vector<Buffer> buffers) override {
    return runner_.run(launch, std::move(buffers));
  }
  std::string judge(const Module &module, const std::vector<Buffer> &expected, const std::vector<Buffer> &actual,
                    Saying &said) override {
    Comparison comparison = compareWithWarp(expected, actual);
    if (comparison.closeness == Closeness::same) return ++said.notes["input sets with equal bits"], "";
    std::string what = arrayName(module.kernels[0], comparison.buffer) + ", " + differenceText(*comparison.difference);
    return explained(module, what, said);
  }
  std::string refused(const Module &module, const std::string &why, Saying &said) override {
    return explained(module, why, said);
  }

 private:
  /// What is known to be another in Warp is counted by its reason.
  static std::string explained(const Module &module, const std::string &what, Saying &said) {
    std::vector<std::string> reasons = whereWarpDiffers(module);
    if (reasons.empty()) return what;
    ++said.notes["input sets that differ, with " + reasons[0]];
    return "";
  }

  WarpRunner runner_;
};

}  // namespace

std::unique_ptr<OutsideCheck> makeCpythonCheck(const PythonPlace &place) {
  return std::make_unique<CpythonCheck>(place);
}
std::unique_ptr<OutsideCheck> makeWarpCheck(const PythonPlace &place) { return std::make_unique<WarpCheck>(place); }

}  // namespace mlir_rl::kernel
