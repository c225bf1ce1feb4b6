#include "mlir_rl/kernel_set/pipeline.h"

#include <gmock/gmock.h>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_set/fakes_test.h"

namespace mlir_rl::kernel::testing {
namespace {

class Collected : public RowSink {
 public:
  void at(int64_t index, const char *stage) override { stages.push_back(std::to_string(index) + " " + stage); }
  void done(int64_t index, MadeRow row) override { rows[index] = std::move(row); }
  std::vector<std::string> stages;
  std::map<int64_t, MadeRow> rows;
};

/// One sample whatever the index.
class OneMaker : public FakeMaker {
 public:
  explicit OneMaker(Result<Candidate> sample) : sample_(std::move(sample)) {}
  Result<Candidate> make(uint64_t, int64_t) override { return sample_; }

 private:
  Result<Candidate> sample_;
};

class FailingBuilder : public Builder {
 public:
  explicit FailingBuilder(Result<Built> built) : built_(std::move(built)) {}
  std::string version() const override { return "none"; }
  Result<Built> build(const Module &, const std::set<Form> &) override { return built_; }

 private:
  Result<Built> built_;
};

Collected rowsOf(Maker &maker, Builder &builder, const std::vector<int64_t> &indices) {
  static PythonParser parser(testPython());
  Collected collected;
  RowPipeline pipeline(maker, builder, parser, defaultForms());
  EXPECT_TRUE(pipeline.start());
  pipeline.rows(5, indices, collected);
  return collected;
}

Row rowOf(Result<Candidate> sample) {
  OneMaker maker(std::move(sample));
  FakeBuilder builder;
  return rowsOf(maker, builder, {0}).rows[0].row;
}

TEST(KernelPipeline, MakesCheckedRows) {
  FakeMaker maker;
  FakeBuilder builder;
  Collected all = rowsOf(maker, builder, {0, 1, 5});
  ASSERT_EQ(all.rows.size(), 3u);
  const MadeRow &made = all.rows[1];
  const Row &row = made.row;
  EXPECT_EQ(row.state, RowState::kept) << row.stage << ": " << row.message;
  EXPECT_EQ(idText(row.id), "7-5-0000001");
  EXPECT_EQ(row.family, "even");
  EXPECT_EQ(row.kernel, "sums");
  EXPECT_EQ(made.texts.at(row.python.hash), printModule(maker.make(5, 1)->module));
  EXPECT_EQ(made.texts.at(row.forms.at(Form::cpp).text.hash), "cpp of depth 2\n");
  EXPECT_EQ(row.forms.at(Form::llvmO2).text, row.forms.at(Form::llvmO3).text);
  EXPECT_EQ(all.rows[5].row.forms.at(Form::ptx).reason, "needs libdevice: __nv_sqrtf");
  EXPECT_EQ(row.variants, std::vector<std::string>{"copy"});
  EXPECT_EQ(row.runs.size(), 3u);
  EXPECT_EQ(row.runs[0].threads, 8);
  EXPECT_EQ(row.runs[0].parameters[0].before, row.runs[0].parameters[0].after);
  EXPECT_NE(row.runs[0].parameters[1].before, row.runs[0].parameters[1].after);
  EXPECT_EQ(row.runs[0].parameters[1].output.finite, 1);
  for (const std::string &hash :
       {row.hashes.exact, row.hashes.renamed, row.hashes.blanked, row.hashes.mlir, row.hashes.behaviour})
    EXPECT_EQ(hash.size(), 16u);
  EXPECT_THAT(row.uses.builtins, ::testing::ElementsAre("a + b"));
  for (const char *stage : {"make", "print", "read", "hash", "oracle", "forms", "copy"})
    EXPECT_TRUE(made.times.contains(stage)) << stage;
}

TEST(KernelPipeline, RowsDoNotDependOnTheirBatch) {
  FakeMaker maker;
  FakeBuilder builder;
  Collected together = rowsOf(maker, builder, {0, 1, 2, 3});
  for (int64_t index : {0, 1, 2, 3})
    EXPECT_EQ(rowsOf(maker, builder, {index}).rows[index].row, together.rows[index].row) << index;
}

TEST(KernelPipeline, SaysWhereItIs) {
  FakeMaker maker;
  FakeBuilder builder;
  EXPECT_THAT(rowsOf(maker, builder, {3}).stages, ::testing::ElementsAre("3 make", "3 print", "-1 read", "3 read",
                                                                         "3 hash", "3 oracle", "3 forms", "3 copy"));
}

TEST(KernelPipeline, AMakersErrorIsAFailedRow) {
  Row row = rowOf(failed("no such family"));
  EXPECT_EQ(row.state, RowState::failed);
  EXPECT_EQ(row.stage, "make");
  EXPECT_EQ(row.message, "no such family");
}

TEST(KernelPipeline, TextThatDoesNotReadBackIsAFailedRow) {
  Candidate sample = sumSample(1, 0);
  sample.module.kernels[0].variables[2].name = "lambda";  // one of Python's words
  Row row = rowOf(sample);
  EXPECT_EQ(row.state, RowState::failed);
  EXPECT_EQ(row.stage, "read");
  EXPECT_NE(row.message.find("no Python"), std::string::npos) << row.message;

  sample = sumSample(1, 0);
  sample.module.kernels[0].variables.push_back({"unused", kI32});
  EXPECT_EQ(rowOf(sample).message, "the text reads back as another tree");
}

TEST(KernelPipeline, TheOracleRejects) {
  Candidate outside = sumSample(1, 0);
  outside.inputs[1].dims = {9};
  Row row = rowOf(outside);
  EXPECT_EQ(row.state, RowState::rejected);
  EXPECT_EQ(row.stage, "oracle");
  EXPECT_NE(row.message.find("input 1: "), std::string::npos) << row.message;
  EXPECT_NE(row.message.find("beyond its dimension"), std::string::npos) << row.message;
  EXPECT_TRUE(row.forms.empty());

  Candidate infinite = sumSample(20, 0);
  infinite.inputs[2].parameters[0].rules = {{.low = 3e38, .high = 3.4e38}};
  EXPECT_EQ(rowOf(infinite).message, "input 2: not all of out is finite afterwards");

  Candidate idle = sumSample(1, 0);
  for (LaunchInput &input : idle.inputs) input.dims = {0};
  EXPECT_EQ(rowOf(idle).message, "it never changes an array");

  Candidate racing = sumSample(1, 0);  // every thread writes element 0
  racing.module.kernels[0].body[1].targets[0].operands[1] = intLiteral(0);
  row = rowOf(racing);
  EXPECT_EQ(row.state, RowState::rejected);
  EXPECT_NE(row.message.find("threads in another order give another out"), std::string::npos) << row.message;
}

TEST(KernelPipeline, ABuildersErrorIsAFailedRow) {
  FakeMaker maker;
  FailingBuilder builder(failed("pass X failed"));
  Row row = rowsOf(maker, builder, {0}).rows[0].row;
  EXPECT_EQ(row.state, RowState::failed);
  EXPECT_EQ(row.stage, "forms");
  EXPECT_EQ(row.message, "pass X failed");
  EXPECT_FALSE(row.hashes.behaviour.empty()) << "what came before is kept";
}

TEST(KernelPipeline, ADisagreementIsAFailedRowThatSaysWhere) {
  Built built;
  built.variants.push_back({"llvm-o0", [](const auto &dims, std::span<const Argument> arguments) {
                              return runSums(sumSample(1, 1.25).module, dims, arguments);
                            }});
  built.variants.push_back({"llvm-o2", [](const auto &dims, std::span<const Argument> arguments) {
                              return runSums(sumSample(1, 3).module, dims, arguments);
                            }});
  FailingBuilder builder(built);
  FakeMaker maker;
  Row row = rowsOf(maker, builder, {0}).rows[0].row;
  EXPECT_EQ(row.state, RowState::failed);
  EXPECT_EQ(row.stage, "llvm-o2");
  EXPECT_TRUE(row.message.starts_with("llvm-o2 on input 0: out, element 0, component 0: expected")) << row.message;
  EXPECT_EQ(row.variants, std::vector<std::string>{"llvm-o0"});
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
