#include "mlir_rl/kernel_set/form_builder.h"

#include <gmock/gmock.h>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(KernelFormBuilder, GivesWhatIsWanted) {
  FormBuilder builder(*makeCompiler(""), "LLVM");
  Candidate candidate = sumSample(2, 0.5);
  Result<Built> built = builder.build(candidate.module, defaultForms());
  ASSERT_TRUE(built.has_value()) << built.error().message;
  EXPECT_EQ(built->forms.size(), defaultForms().size());
  for (const auto &[form, text] : built->forms) {
    EXPECT_EQ(text.reason, "") << rowOf(form).name;
    EXPECT_NE(text.text.find("sums"), std::string::npos) << rowOf(form).name;
  }
  std::vector<std::string> names;
  for (const RunnableForm &variant : built->variants) names.push_back(variant.name);
  EXPECT_THAT(names, ::testing::ElementsAre("llvm-o0", "llvm-o1", "llvm-o2", "asm", "gpu-body"));
  Result<Built> some = builder.build(candidate.module, {Form::cuda, Form::llvmO3});
  EXPECT_EQ(some->forms.size(), 2u);
  EXPECT_EQ(some->forms[Form::llvmO3].text, built->forms[Form::llvmO3].text);
  Result<Built> texts = builder.build(candidate.module, {Form::cpp});
  EXPECT_TRUE(texts->variants.empty()) << "nothing was compiled";
  EXPECT_EQ(texts->forms[Form::cpp].text, built->forms[Form::cpp].text);
}

TEST(KernelFormBuilder, VersionsSayWhichLibdevice) {
  TemporaryFolder folder;
  std::string path = folder.path() + "/libdevice.10.bc";
  EXPECT_EQ(*compilersText("22.1.8", ""), "LLVM 22.1.8, no libdevice");
  EXPECT_EQ(compilersText("22.1.8", path).error().kind, ErrorKind::usage);
  ASSERT_TRUE(writeFile(path, "abc"));
  EXPECT_EQ(*compilersText("22.1.8", path), "LLVM 22.1.8, libdevice ba7816bf8f01cfea");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
