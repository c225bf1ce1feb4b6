// Every form of every kind of convolution gives the outputs of the convolution as it is written.

#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/optimize/subject.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

struct Case {
  const char *name, *op, *image, *filter, *result;
  int64_t stride = 1, dilation = 1;
  std::vector<ConvolutionForm> suits;  ///< forms that change it
};

using enum ConvolutionForm;

const std::vector<Case> kCases = {
    {"plain",
     "conv_2d_nchw_fchw",
     "1x128x26x26",
     "128x128x3x3",
     "1x128x24x24",
     1,
     1,
     {im2col, channelsLast, blocked, winograd2, winograd4}},
    {"odd_batches",
     "conv_2d_nchw_fchw",
     "3x112x25x29",
     "128x112x3x3",
     "3x128x23x27",
     1,
     1,
     {im2col, channelsLast, blocked, winograd2, winograd4}},
    {"channels_are_last",
     "conv_2d_nhwc_hwcf",
     "1x26x26x128",
     "3x3x128x128",
     "1x24x24x128",
     1,
     1,
     {im2col, blocked, winograd2, winograd4}},
    {"grouped",
     "conv_2d_ngchw_gfchw",
     "1x2x128x26x26",
     "2x128x128x3x3",
     "1x2x128x24x24",
     1,
     1,
     {im2col, channelsLast, blocked, winograd2, winograd4}},
    {"few_channels", "conv_2d_nchw_fchw", "1x5x18x18", "7x5x3x3", "1x7x16x16", 1, 1, {im2col, channelsLast}},
    {"stem", "conv_2d_nchw_fchw", "1x3x33x33", "20x3x7x7", "1x20x14x14", 2, 1, {im2col, channelsLast, blocked}},
    {"strided", "conv_2d_nchw_fchw", "2x24x33x33", "40x24x3x3", "2x40x15x15", 2, 2, {im2col, channelsLast, blocked}},
    {"one_by_one", "conv_2d_nchw_fchw", "1x24x14x14", "40x24x1x1", "1x40x14x14", 1, 1, {channelsLast, blocked}},
    {"depthwise",
     "depthwise_conv_2d_nchw_chw",
     "1x24x18x18",
     "24x3x3",
     "1x24x16x16",
     1,
     1,
     {im2col, channelsLast, blocked}},
    {"sequence", "conv_1d_ncw_fcw", "2x24x66", "40x24x3", "2x40x64", 1, 1, {im2col, channelsLast, blocked}},
};

std::string tensorOf(const char *shape) { return "tensor<" + std::string(shape) + "xf32>"; }

/// Onto an argument, so that what was there before counts.
std::string textOf(const Case &c) {
  std::string image = tensorOf(c.image), filter = tensorOf(c.filter), result = tensorOf(c.result);
  std::string windows = std::string(c.op).find("1d") == std::string::npos ? "2" : "1";
  auto attribute = [&](const char *name, int64_t value) {
    return std::string(name) + " = dense<" + std::to_string(value) + "> : vector<" + windows + "xi64>";
  };
  return "func.func @main(%x: " + image + ", %w: " + filter + ", %b: " + result + ") -> " + result +
         " {\n  %r = linalg." + c.op + " {" + attribute("dilations", c.dilation) + ", " +
         attribute("strides", c.stride) + "} ins(%x, %w : " + image + ", " + filter + ") outs(%b : " + result +
         ") -> " + result + "\n  return %r : " + result + "\n}\n";
}

void expectSameOutputs(Runner &runner, const Program &program, ConvolutionForm form) {
  SCOPED_TRACE(nameOf(form));
  Result<Subject> subject = makeSubject(program, form);
  ASSERT_TRUE(subject) << subject.error().message;
  subject->load.program += nameOf(form);
  ASSERT_TRUE(runner.load(subject->load));
  Result<std::vector<Schedule>> rules = parseSchedules("default", subject->summaries(), testing::sampleMachine(), 1);
  ASSERT_TRUE(rules) << rules.error().message;
  Result<std::string> script = subject->script(*rules);
  ASSERT_TRUE(script) << script.error().message;
  MeasureRequest request{.id = 1, .program = subject->load.program, .inputSets = {"normal", "negative", "large"}};
  request.variants = {*script};
  request.minSeconds = 0;
  Measurement m = testing::measure(runner, request);
  EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
}

class ConvolutionForms : public ::testing::TestWithParam<Case> {
 protected:
  Program program() const {
    Result<Program> program = parseProgram(textOf(GetParam()), GetParam().name, {});
    EXPECT_TRUE(program) << program.error().message;
    return *std::move(program);
  }
};

TEST_P(ConvolutionForms, ChangeThoseTheySuit) {
  std::string direct = makeSubject(program())->prepared.text();
  for (const ConvolutionFormRow &row : convolutionForms()) {
    Result<Subject> subject = makeSubject(program(), row.form);
    ASSERT_TRUE(subject) << row.name << ": " << subject.error().message;
    EXPECT_EQ(subject->prepared.text() != direct, std::ranges::count(GetParam().suits, row.form) == 1) << row.name;
  }
}

TEST_P(ConvolutionForms, GiveTheSameOutputs) {
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner);
  for (ConvolutionForm form : GetParam().suits) expectSameOutputs(**runner, program(), form);
}

/// Two convolutions with a bias, a pad and a sum with an earlier value around them, and a part of the program that
/// reads the result in its own order. Winograd does not suit them.
TEST(ConvolutionChain, GivesTheSameOutputs) {
  const char *text = R"(
    #places = affine_map<(n, f, h, w) -> (n, f, h, w)>
    #feature = affine_map<(n, f, h, w) -> (f, 0, 0)>
    #column = affine_map<(n, f, h, w) -> (w)>
    !image = tensor<2x24x9x9xf32>
    !padded = tensor<2x24x11x11xf32>
    !filter = tensor<24x24x3x3xf32>
    func.func @main(%x: !image, %w: !filter, %v: !filter, %b: tensor<24x1x1xf32>, %s: tensor<9xf32>) -> (!image, !image) {
      %zero = arith.constant 0.0 : f32
      %e = tensor.empty() : !image
      %f = linalg.fill ins(%zero : f32) outs(%e : !image) -> !image
      %p = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
      ^bb0(%i: index, %j: index, %k: index, %l: index):
        tensor.yield %zero : f32
      } : !image to !padded
      %c = linalg.conv_2d_nchw_fchw ins(%p, %w : !padded, !filter) outs(%f : !image) -> !image
      %r = linalg.generic {indexing_maps = [#places, #feature, #places],
                           iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
          ins(%c, %b : !image, tensor<24x1x1xf32>) outs(%e : !image) {
      ^bb0(%in: f32, %bias: f32, %out: f32):
        %sum = arith.addf %in, %bias : f32
        %kept = arith.maximumf %sum, %zero : f32
        linalg.yield %kept : f32
      } -> !image
      %q = tensor.pad %r low[0, 0, 1, 1] high[0, 0, 1, 1] {
      ^bb0(%i: index, %j: index, %k: index, %l: index):
        tensor.yield %zero : f32
      } : !image to !padded
      %d = linalg.conv_2d_nchw_fchw ins(%q, %v : !padded, !filter) outs(%f : !image) -> !image
      %a = linalg.add ins(%d, %r : !image, !image) outs(%e : !image) -> !image
      %t = linalg.generic {indexing_maps = [#places, #column, #places],
                           iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
          ins(%a, %s : !image, tensor<9xf32>) outs(%e : !image) {
      ^bb0(%in: f32, %scale: f32, %out: f32):
        %scaled = arith.mulf %in, %scale : f32
        linalg.yield %scaled : f32
      } -> !image
      return %a, %t : !image, !image
    })";
  Result<Program> program = parseProgram(text, "chain", {});
  ASSERT_TRUE(program) << program.error().message;
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner);
  for (ConvolutionForm form : {im2col, channelsLast, blocked}) expectSameOutputs(**runner, *program, form);
}

INSTANTIATE_TEST_SUITE_P(All, ConvolutionForms, ::testing::ValuesIn(kCases),
                         [](const auto &info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mlir_rl
