// Everything together: generated kernels, compiled, run and compared.

#include <gtest/gtest.h>

#include "mlir_rl/kernel_set/form_builder.h"
#include "mlir_rl/kernel_set/generate.h"
#include "mlir_rl/kernel_set/grammar_maker.h"
#include "mlir_rl/kernel_set/recheck.h"
#include "mlir_rl/kernel_set/stats.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel {
namespace {

RowSource realSource() {
  Result<std::shared_ptr<KernelCompiler>> compiler = makeCompiler("");
  EXPECT_TRUE(compiler.has_value()) << compiler.error().message;
  return {.maker = [] { return std::make_unique<GrammarMaker>(); },
          .builder = [compiler = *compiler] { return std::make_unique<FormBuilder>(compiler, "LLVM"); },
          .python = {.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"}};
}

/// No row may fail: every compiled form agrees with the interpreter, and no stage stumbles. Few may be rejected.
void expectAgreement(uint64_t seed, int64_t count) {
  TemporaryFolder folder;
  Result<GenerateState> state = generateSet(
      {.folder = folder.path(), .set = {.seed = seed}, .count = count, .pool = {.jobs = 2}, .project = ""},
      realSource(), [](const GenerateState &) {}, [] { return false; });
  ASSERT_TRUE(state.has_value()) << state.error().message;
  Result<SetView> view = SetView::open(folder.path());
  ASSERT_TRUE(view.has_value());
  ASSERT_TRUE(view->each([](const StoredRow &stored) {
    const Row &row = stored.row;
    EXPECT_NE(row.state, RowState::failed) << idText(row.id) << " " << row.stage << ": " << row.message;
    if (row.state == RowState::kept) EXPECT_EQ(row.variants.size(), 5u) << idText(row.id);
    return Status();
  }));
  Result<SetStats> stats = statsOf(*view, {}, [] { return false; });
  ASSERT_TRUE(stats.has_value());
  int64_t kept = stats->states["kept"];
  EXPECT_GE(kept * 100, count * 95) << statsText(*stats);
  EXPECT_LE(stats->states["rejected"] * 100, count) << statsText(*stats);
  EXPECT_EQ(stats->differO0O2, kept);
  EXPECT_GE(stats->different * 100, kept * 95) << "outputs differ between input sets";
  EXPECT_EQ(stats->leaks, 0);
}

TEST(KernelDifferential, CompiledFormsAgreeWithTheInterpreter) { expectAgreement(1, 500); }
TEST(KernelDifferentialSlow, CompiledFormsAgreeWithTheInterpreter) { expectAgreement(2, 5000); }

TEST(KernelDifferential, RowsAreMadeAgainTheSame) {
  TemporaryFolder folder;
  GenerateOptions options = {.folder = folder.path(), .set = {.seed = 3}, .count = 40, .pool = {.jobs = 2}};
  ASSERT_TRUE(generateSet(options, realSource(), [](const GenerateState &) {}, [] { return false; }).has_value());
  Result<SetView> view = SetView::open(folder.path());
  Result<RecheckReport> report = recheck(*view, realSource(), {}, [](const RecheckReport &) {}, [] { return false; });
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->checked, 40);
  for (const Disagreement &d : report->disagreements) ADD_FAILURE() << d.id << ": " << d.what;
}

}  // namespace
}  // namespace mlir_rl::kernel
