#pragma once

/// \file
/// Whether compiled forms of a kernel do what the interpreter says, bit by bit.

#include <gtest/gtest.h>

#include <functional>

#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_run/inputs.h"

namespace mlir_rl::kernel::testing {

/// One for all tests of a program.
inline KernelCompiler &compiler() {
  static KernelCompiler compiler = std::move(*KernelCompiler::create());
  return compiler;
}

/// Arguments for a kernel's parameters, whatever holds them.
using Bind = std::function<std::vector<Argument>(std::vector<Buffer> &)>;

inline Bind byParameter(const Function &kernel) {
  return [&kernel](std::vector<Buffer> &buffers) { return argumentsOf(kernel, buffers); };
}

/// What the interpreter leaves in the buffers. A broken rule fails the test.
inline std::vector<Buffer> interpreted(const Module &module, int kernel, const Launch &launch, const Bind &bind,
                                       std::vector<Buffer> buffers) {
  Result<kernel::Code> code = compileModule(module);
  EXPECT_TRUE(code) << (code ? "" : code.error().message);
  if (!code) return buffers;
  Result<Outcome> outcome = run(*code, kernel, launch, bind(buffers));
  EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().message);
  if (outcome && outcome->fault) ADD_FAILURE() << faultText(*outcome->fault);
  return buffers;
}

/// Every variant, on the same arguments.
inline void expectAgreement(const Compiled &compiled, const Launch &launch, const Bind &bind,
                            const std::vector<Buffer> &given, const std::vector<Buffer> &expected) {
  for (int i = 0; i < kNumVariants; ++i) {
    std::vector<Buffer> buffers = given;
    Status ran = compiled.run(Variant(i), launch, bind(buffers));
    ASSERT_TRUE(ran) << ran.error().message;
    for (size_t b = 0; b < buffers.size(); ++b) {
      std::optional<Difference> difference = firstDifference(expected[b], buffers[b]);
      EXPECT_FALSE(difference) << variantName(Variant(i)) << ", buffer " << b << ", "
                               << (difference ? differenceText(*difference) : "") << "\n"
                               << *compiled.text(Form::mlir);
    }
  }
}

/// Compiles, interprets, runs all, compares.
inline void expectAgreement(const Module &module, int kernel, const Launch &launch, const Bind &bind,
                            const std::vector<Buffer> &given) {
  Result<Compiled> compiled = compiler().compile(module, kernel);
  ASSERT_TRUE(compiled) << compiled.error().message;
  expectAgreement(*compiled, launch, bind, given, interpreted(module, kernel, launch, bind, given));
}

}  // namespace mlir_rl::kernel::testing
