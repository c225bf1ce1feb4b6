#pragma once

/// \file
/// Whether texts compute what the interpreter does.

#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_run/inputs.h"
#include "tests/kernels/compiled_texts.h"

namespace mlir_rl::kernel::testing {

/// A launch: how large, and what each parameter gets. Arrays get the whole buffer, others its only element.
struct Trial {
  Module module;  ///< of one kernel
  std::vector<int32_t> dims;
  std::vector<Buffer> buffers;
};

/// What the buffers hold after the interpreter's run; nothing when the launch breaks a rule.
inline std::optional<std::vector<Buffer>> interpreted(const Trial &trial, std::string *why = nullptr) {
  std::vector<Buffer> buffers = trial.buffers;
  Result<Code> code = compileModule(trial.module);
  EXPECT_TRUE(code) << (code ? "" : code.error().message);
  if (!code) return std::nullopt;
  Result<Outcome> outcome =
      run(*code, 0, {.dims = trial.dims, .iterations = 1 << 24}, argumentsOf(trial.module.kernels[0], buffers));
  EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message);
  if (!outcome) return std::nullopt;
  if (why && outcome->fault) *why = faultText(*outcome->fault);
  return outcome->fault ? std::nullopt : std::optional(std::move(buffers));
}

/// Compiles all trials' texts in both languages, runs them and compares every buffer by its bits.
inline void expectAgreement(const std::vector<Trial> &trials) {
  std::vector<std::vector<Buffer>> expected;
  for (const Trial &trial : trials) {
    std::string why;
    std::optional<std::vector<Buffer>> buffers = interpreted(trial, &why);
    ASSERT_TRUE(buffers) << why;
    expected.push_back(std::move(*buffers));
  }
  for (Language language : {Language::cpp, Language::cuda}) {
    CompiledTexts texts(language);
    for (const Trial &trial : trials) texts.add(trial.module, 0);
    texts.compile();
    for (size_t i = 0; i < trials.size(); ++i) {
      std::vector<Buffer> buffers = trials[i].buffers;
      texts.run(int(i), trials[i].module, trials[i].dims, argumentsOf(trials[i].module.kernels[0], buffers));
      if (::testing::Test::HasFatalFailure()) return;
      for (size_t b = 0; b < buffers.size(); ++b) {
        std::optional<Difference> difference = firstDifference(expected[i][b], buffers[b]);
        EXPECT_FALSE(difference) << "parameter " << b << ", " << differenceText(*difference) << "\n"
                                 << (language == Language::cpp ? cppText : cudaText)(trials[i].module, 0);
      }
    }
  }
}

}  // namespace mlir_rl::kernel::testing
