#include "mlir_rl/kernel_set/augment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {
namespace {

class KernelAugment : public ::testing::Test {
 protected:
  Module read(const std::string &source, const std::string &file) {
    Result<Module> module = readKernels(parser_, source, file);
    EXPECT_TRUE(module.has_value()) << module.error().message << "\n" << source;
    return module.value_or(Module());
  }

  /// Modules of all examples, by file.
  std::map<std::string, Module> examples() {
    std::map<std::string, Module> modules;
    for (const auto &entry : std::filesystem::directory_iterator(MLIR_RL_SOURCE_DIR "/examples/kernels"))
      if (entry.path().extension() == ".py")
        modules[entry.path().filename()] = read(*readFile(entry.path()), entry.path());
    EXPECT_GE(modules.size(), 10u);
    return modules;
  }

  PythonParser parser_{testPython()};
};

TEST_F(KernelAugment, TextsReadBackAsTheSameTree) {
  int comments = 0, changed = 0;
  for (const auto &[file, module] : examples()) {
    std::string python = printModule(module);
    for (uint64_t seed = 0; seed < 6; ++seed) {
      std::string commented = commentedText(python, seed), formatted = reformattedText(python, seed);
      EXPECT_EQ(read(commented, file), module) << commented;
      EXPECT_EQ(read(formatted, file), module) << formatted;
      EXPECT_EQ(commented, commentedText(python, seed));
      EXPECT_EQ(formatted, reformattedText(python, seed));
      comments += commented.find("# ") != std::string::npos;
      changed += formatted != python;
    }
  }
  EXPECT_GT(comments, 40);
  EXPECT_GT(changed, 70);
}

TEST_F(KernelAugment, OtherNamesAreTheSameKernel) {
  for (const auto &[file, module] : examples())
    for (uint64_t seed = 0; seed < 4; ++seed) {
      Module renamed = renamedModule(module, seed);
      EXPECT_EQ(hashModule(renamed, Likeness::renamed), hashModule(module, Likeness::renamed)) << file;
      EXPECT_NE(hashModule(renamed, Likeness::exact), hashModule(module, Likeness::exact)) << file;
      EXPECT_EQ(read(printModule(renamed), file), renamed) << printModule(renamed);
      EXPECT_EQ(renamed, renamedModule(module, seed));
      for (size_t k = 0; k < module.kernels.size(); ++k) EXPECT_EQ(renamed.kernels[k].name, module.kernels[k].name);
    }
}

TEST_F(KernelAugment, OtherConstantsAreTheSameStructure) {
  int changes = 0;
  for (const auto &[file, module] : examples())
    for (uint64_t seed = 0; seed < 4; ++seed) {
      Module changed = moduleOfOtherConstants(module, seed);
      EXPECT_EQ(hashModule(changed, Likeness::blanked), hashModule(module, Likeness::blanked)) << file;
      EXPECT_EQ(read(printModule(changed), file), changed) << printModule(changed);
      changes += changed != module;
    }
  EXPECT_GT(changes, 15);
}

TEST(KernelAugmentations, AreFoundByName) {
  for (const AugmentationRow &row : augmentations()) EXPECT_EQ(findAugmentation(row.name), &row);
  EXPECT_EQ(findAugmentation("constant"), nullptr);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
