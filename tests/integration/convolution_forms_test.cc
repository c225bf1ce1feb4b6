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
     {im2col, channelsLast, winograd2, winograd4}},
    {"odd_batches",
     "conv_2d_nchw_fchw",
     "3x112x25x29",
     "128x112x3x3",
     "3x128x23x27",
     1,
     1,
     {im2col, channelsLast, winograd2, winograd4}},
    {"channels_are_last",
     "conv_2d_nhwc_hwcf",
     "1x26x26x128",
     "3x3x128x128",
     "1x24x24x128",
     1,
     1,
     {im2col, winograd2, winograd4}},
    {"grouped",
     "conv_2d_ngchw_gfchw",
     "1x2x128x26x26",
     "2x128x128x3x3",
     "1x2x128x24x24",
     1,
     1,
     {im2col, channelsLast, winograd2, winograd4}},
    {"few_channels", "conv_2d_nchw_fchw", "1x5x18x18", "7x5x3x3", "1x7x16x16", 1, 1, {im2col, channelsLast}},
    {"strided", "conv_2d_nchw_fchw", "2x24x33x33", "40x24x3x3", "2x40x15x15", 2, 2, {im2col, channelsLast}},
    {"one_by_one", "conv_2d_nchw_fchw", "1x24x14x14", "40x24x1x1", "1x40x14x14", 1, 1, {channelsLast}},
    {"depthwise", "depthwise_conv_2d_nchw_chw", "1x24x18x18", "24x3x3", "1x24x16x16", 1, 1, {im2col, channelsLast}},
    {"sequence", "conv_1d_ncw_fcw", "2x24x66", "40x24x3", "2x40x64", 1, 1, {im2col, channelsLast}},
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
  for (ConvolutionForm form : GetParam().suits) {
    SCOPED_TRACE(nameOf(form));
    Result<Subject> subject = makeSubject(program(), form);
    ASSERT_TRUE(subject) << subject.error().message;
    subject->load.program += nameOf(form);
    ASSERT_TRUE((*runner)->load(subject->load));
    Result<std::vector<Schedule>> rules = parseSchedules("default", subject->summaries(), testing::sampleMachine(), 1);
    ASSERT_TRUE(rules) << rules.error().message;
    Result<std::string> script = subject->script(*rules);
    ASSERT_TRUE(script) << script.error().message;
    MeasureRequest request{.id = 1, .program = subject->load.program, .inputSets = {"normal", "negative", "large"}};
    request.variants = {*script};
    request.minSeconds = 0;
    Measurement m = testing::measure(**runner, request);
    EXPECT_EQ(m.outcome, Outcome::ok) << m.message;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ConvolutionForms, ::testing::ValuesIn(kCases),
                         [](const auto &info) { return std::string(info.param.name); });

}  // namespace
}  // namespace mlir_rl
