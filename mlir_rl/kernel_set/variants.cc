#include "mlir_rl/kernel_set/variants.h"

namespace mlir_rl::kernel {

static Checked<void> compareOn(const Candidate &sample, const RunnableForm &variant, const OracleRun &run,
                               size_t number) {
  const Function &kernel = sample.module.kernels[0];
  std::string where = variant.name + " on input " + std::to_string(number) + ": ";
  std::vector<Buffer> buffers = run.before;
  std::vector<Argument> arguments = argumentsOf(kernel, buffers);
  if (Status ran = variant.run(sample.inputs[number].dims, arguments); !ran)
    return troubled(where + ran.error().message);
  for (size_t p = 0; p < buffers.size(); ++p)
    if (std::optional<Difference> difference = firstDifference(run.after[p], buffers[p]))
      return troubled(where + kernel.variables[p].name + ", " + differenceText(*difference));
  return {};
}

Checked<void> compareVariant(const Candidate &sample, const RunnableForm &variant, const OracleAnswer &oracle) {
  for (size_t number = 0; number < oracle.runs.size(); ++number)
    if (Checked<void> same = compareOn(sample, variant, oracle.runs[number], number); !same) return same;
  return {};
}

}  // namespace mlir_rl::kernel
