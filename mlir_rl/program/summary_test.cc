// What is read of each op, through the door that everybody uses: prepare().

#include "mlir_rl/program/summary.h"

#include <gtest/gtest.h>

#include "mlir_rl/program/prepare.h"

namespace mlir_rl {
namespace {

TaskSummary onlyTaskOf(const std::string &file) {
  Result<Program> program = readProgram(std::string(MLIR_RL_SOURCE_DIR) + "/benchmarks/" + file, {});
  if (!program) {
    ADD_FAILURE() << program.error().message;
    return {};
  }
  Result<Prepared> prepared = prepare(*program);
  if (!prepared || prepared->tasks.size() != 1) {
    ADD_FAILURE() << (prepared ? "not one task" : prepared.error().message);
    return {};
  }
  return prepared->tasks[0].summary;
}

std::string loopsOf(const OpSummary &op) {
  std::string text;
  for (const LoopDim &loop : op.loops)
    text += std::to_string(loop.extent) + (loop.kind == IteratorKind::reduction ? "r " : " ");
  return text;
}

/// "d0, 2 d1 + d3 - 1": one subscript for each dimension.
std::string subscriptsOf(const Access &access) {
  std::string text;
  for (const AccessDim &dim : access.dims) {
    text += text.empty() ? "" : ", ";
    bool first = true;
    for (size_t d = 0; d < dim.coefficients.size(); ++d) {
      if (!dim.coefficients[d]) continue;
      text += first ? "" : " + ";
      text += (dim.coefficients[d] == 1 ? "" : std::to_string(dim.coefficients[d]) + " ") + "d" + std::to_string(d);
      first = false;
    }
    if (dim.constant) text += (dim.constant < 0 ? " - " : " + ") + std::to_string(std::abs(dim.constant));
  }
  return text;
}

TEST(Summary, Matmul) {
  TaskSummary task = onlyTaskOf("ops/matmul_512.mlir");
  ASSERT_EQ(task.ops.size(), 2u);
  const OpSummary &matmul = task.ops[0], &fill = task.ops[1];
  EXPECT_EQ(matmul.opClass, OpClass::contraction);
  EXPECT_EQ(loopsOf(matmul), "512 512 512r ");
  ASSERT_EQ(matmul.accesses.size(), 3u);
  EXPECT_EQ(subscriptsOf(matmul.accesses[0]), "d0, d2");
  EXPECT_EQ(subscriptsOf(matmul.accesses[1]), "d2, d1");
  EXPECT_EQ(subscriptsOf(matmul.accesses[2]), "d0, d1");
  EXPECT_EQ(matmul.accesses[0].source, SourceKind::argument);
  EXPECT_EQ(matmul.accesses[2].source, SourceKind::op);
  EXPECT_EQ(matmul.accesses[2].producer, 1);
  EXPECT_TRUE(matmul.accesses[2].isOutput);
  EXPECT_EQ(matmul.combiner, Combiner::add);
  EXPECT_TRUE(matmul.readsOutput);
  EXPECT_EQ(matmul.flops, 2.0 * 512 * 512 * 512);
  EXPECT_EQ(matmul.bytes, 3.0 * 512 * 512 * 4);
  EXPECT_EQ(fill.opClass, OpClass::fill);
  EXPECT_EQ(fill.flops, 0);
  EXPECT_EQ(task.anchor, 0);
  EXPECT_EQ(task.flops, matmul.flops);
  EXPECT_EQ(task.bytes, 3.0 * 512 * 512 * 4);
}

TEST(Summary, ConvolutionWithPadding) {
  TaskSummary task = onlyTaskOf("ops/conv_28_128_3x3.mlir");
  ASSERT_EQ(task.ops.size(), 3u);
  const OpSummary &conv = task.ops[0];
  EXPECT_EQ(conv.opClass, OpClass::convolution);
  EXPECT_EQ(loopsOf(conv), "128 28 28 128r 3r 3r ");
  EXPECT_EQ(subscriptsOf(conv.accesses[0]), "d3, d1 + d4, d2 + d5");
  EXPECT_EQ(subscriptsOf(conv.accesses[1]), "d0, d3, d4, d5");
  EXPECT_EQ(conv.flops, 2.0 * 128 * 28 * 28 * 128 * 9);
  EXPECT_EQ(conv.bytes, 4.0 * (128 * 30 * 30 + 128 * 128 * 9 + 128 * 28 * 28)) << "what it reads is padded";
  const OpSummary &pad = task.ops[size_t(conv.accesses[0].producer)];
  EXPECT_EQ(pad.opClass, OpClass::pad);
  EXPECT_EQ(loopsOf(pad), "128 30 30 ");
  EXPECT_EQ(subscriptsOf(pad.accesses[0]), "d0, d1 - 1, d2 - 1");
  EXPECT_EQ(task.anchor, 0);
  EXPECT_EQ(task.bytes, 4.0 * (2 * 128 * 28 * 28 + 128 * 128 * 9)) << "arguments are not padded";
}

TEST(Summary, PoolingWithStride) {
  TaskSummary task = onlyTaskOf("ops/maxpool_112_64.mlir");
  const OpSummary &pool = task.ops[0];
  EXPECT_EQ(pool.opClass, OpClass::pooling);
  EXPECT_EQ(loopsOf(pool), "64 56 56 3r 3r ");
  EXPECT_EQ(subscriptsOf(pool.accesses[0]), "d0, 2 d1 + d3, 2 d2 + d4");
  EXPECT_EQ(pool.combiner, Combiner::max);
  EXPECT_FALSE(pool.ignoresNan);
  EXPECT_EQ(pool.flops, 64.0 * 56 * 56 * 9) << "one comparison for each element of a window";
}

TEST(Summary, TransposesAndElementwiseOps) {
  TaskSummary transpose = onlyTaskOf("ops/transpose_1024.mlir");
  ASSERT_EQ(transpose.ops.size(), 1u);
  EXPECT_EQ(transpose.ops[0].opClass, OpClass::transpose);
  EXPECT_EQ(transpose.flops, 0);
  TaskSummary add = onlyTaskOf("ops/add_1m.mlir");
  EXPECT_EQ(add.ops[0].opClass, OpClass::elementwise);
  EXPECT_EQ(add.ops[0].combiner, Combiner::none);
  EXPECT_EQ(add.flops * 12, add.bytes) << "one addition, three values of four bytes";
}

TEST(Summary, SoftmaxCountsItsFunctionsAndFindsItsRows) {
  TaskSummary task = onlyTaskOf("ops/softmax_attn.mlir");
  ASSERT_EQ(task.ops.size(), 6u);
  EXPECT_EQ(task.ops[1].opClass, OpClass::reduction);
  EXPECT_EQ(task.ops[1].combiner, Combiner::add);
  EXPECT_EQ(task.ops[3].counts.exp, 1);
  EXPECT_EQ(task.ops[3].opClass, OpClass::elementwise);
  EXPECT_EQ(task.ops[4].combiner, Combiner::max);
  EXPECT_EQ(task.ops[0].counts.div, 1);
  for (size_t i = 0; i < task.ops.size(); ++i) {
    EXPECT_EQ(task.ops[i].id, int(i));
    for (const Access &access : task.ops[i].accesses)
      if (access.source == SourceKind::op) EXPECT_GT(access.producer, int(i)) << "consumers come first";
  }
}

TEST(Summary, EveryProgramShippedHasVectorFormsAndWork) {
  for (const char *file : {"ops/avgpool_56_64.mlir", "ops/conv_224_7x7s2.mlir", "ops/dwconv_56_144.mlir",
                           "ops/matmul_odd.mlir", "ops/max_1m.mlir", "ops/relu_1m.mlir"}) {
    TaskSummary task = onlyTaskOf(file);
    EXPECT_EQ(task.count, 1) << file;
    EXPECT_EQ(task.hash.size(), 16u) << file;
    EXPECT_GT(task.flops, 0) << file;
    EXPECT_NE(task.ops.at(size_t(task.anchor)).opClass, OpClass::other) << file;
    EXPECT_TRUE(task.ops[size_t(task.anchor)].vectorizable) << file;
  }
}

std::vector<bool> leavingTasksOf(const std::string &body, const std::string &results) {
  Result<Program> program =
      parseProgram("func.func @main(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>) -> " + results +
                       " {\n%zero = arith.constant 0.0 : f32\n%e = tensor.empty() : tensor<4x4xf32>\n"
                       "%f = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>\n"
                       "%x = linalg.matmul ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%f : tensor<4x4xf32>) "
                       "-> tensor<4x4xf32>\n" +
                       body + "}",
                   "leaving.mlir", {});
  EXPECT_TRUE(program) << program.error().message;
  Result<Prepared> prepared = prepare(*program);
  EXPECT_TRUE(prepared) << prepared.error().message;
  std::vector<bool> leaves;
  for (const Task &task : prepared->tasks) leaves.push_back(task.summary.leaves);
  return leaves;
}

TEST(Prepare, KnowsWhichTasksMakeWhatTheProgramReturns) {
  const std::string product = "tensor<4x4xf32>", second =
                                                     "%t = linalg.transpose ins(%x : tensor<4x4xf32>) outs(%e : "
                                                     "tensor<4x4xf32>) permutation = [1, 0]\n";
  EXPECT_EQ(leavingTasksOf("return %x : tensor<4x4xf32>", product), (std::vector<bool>{true}));
  EXPECT_EQ(leavingTasksOf("%v = tensor.collapse_shape %x [[0, 1]] : tensor<4x4xf32> into tensor<16xf32>\n"
                           "return %v : tensor<16xf32>",
                           "tensor<16xf32>"),
            (std::vector<bool>{true}))
      << "through a view";
  EXPECT_EQ(leavingTasksOf(second + "return %t : tensor<4x4xf32>", product), (std::vector<bool>{false, true}));
  EXPECT_EQ(
      leavingTasksOf(second + "return %x, %t : tensor<4x4xf32>, tensor<4x4xf32>", "(tensor<4x4xf32>, tensor<4x4xf32>)"),
      (std::vector<bool>{false, true}))
      << "what is returned and read again";
}

TEST(Prepare, CallsOfEqualTasksAreCounted) {
  Result<Program> program = parseProgram(R"(
    func.func @main(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>) -> tensor<4x4xf32> {
      %zero = arith.constant 0.0 : f32
      %e = tensor.empty() : tensor<4x4xf32>
      %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
      %x = linalg.matmul ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
      %y = linalg.matmul ins(%x, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
      return %y : tensor<4x4xf32>
    })",
                                         "twice.mlir", {});
  ASSERT_TRUE(program) << program.error().message;
  Result<Prepared> prepared = prepare(*program);
  ASSERT_TRUE(prepared) << prepared.error().message;
  ASSERT_EQ(prepared->tasks.size(), 1u);
  const Task &task = prepared->tasks[0];
  EXPECT_EQ(task.summary.count, 2);
  EXPECT_EQ(task.summary.flops, 2.0 * 4 * 4 * 4);
  // Alone the task is a program, and the same task when it is read again.
  Result<Program> alone = parsePrepared(task.moduleText, "alone", task.summary.name);
  ASSERT_TRUE(alone) << alone.error().message;
  std::vector<Task> again = tasksOf(*alone);
  ASSERT_EQ(again.size(), 1u);
  TaskSummary expected = task.summary;
  expected.count = 1;
  EXPECT_FALSE(expected.leaves) << "the first call writes what the second reads";
  expected.leaves = true;
  EXPECT_EQ(again[0].summary, expected);
}

TEST(Prepare, KeepsTheProgramItWasGiven) {
  Result<Program> program = readProgram(std::string(MLIR_RL_SOURCE_DIR) + "/benchmarks/ops/matmul_odd.mlir", {});
  ASSERT_TRUE(program);
  std::string before = program->text();
  Result<Prepared> once = prepare(*program), twice = prepare(*program);
  Result<Program> raw = outputsInPlace(*program);
  ASSERT_TRUE(once && twice && raw);
  EXPECT_EQ(program->text(), before);
  EXPECT_EQ(once->program.text(), twice->program.text());
  EXPECT_EQ(once->program.arguments(), program->arguments());
  EXPECT_EQ(raw->arguments(), program->arguments());
}

}  // namespace
}  // namespace mlir_rl
