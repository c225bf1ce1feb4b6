// The bound on outputs where rounding within a program is all there is: 1 + erf(x) near -1. What is right passes, and
// what is wrong in the same place does not.

#include <fstream>
#include <sstream>

#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/text.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

/// A convolution, batch norm and gelu.
std::string geluText() {
  std::ifstream file(MLIR_RL_SOURCE_DIR "/data/test/code_files/conv_block_s0_3.mlir");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

constexpr const char *kSchedule =
    "fuse %0 [1, 0, 0, 0] producers [1, 2, 3]; vectorize %0 [1, 1, 2, 31] lanes 3; "
    "vectorize %1 [1, 4, 2, 31, 1, 1, 1] lanes 3; unroll %1 [0, 0, 0, 0, 3, 0, 5]; stop";

std::string replaced(std::string text, const std::string &from, const std::string &to) {
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Subject subjectOf(const std::string &text) {
  auto program = parseProgram(text, "program", {});
  EXPECT_TRUE(program) << program.error().message;
  auto subject = makeSubject(*program);
  EXPECT_TRUE(subject) << subject.error().message;
  return *std::move(subject);
}

/// `candidate`, scheduled, against `reference`, unscheduled.
class Against {
 public:
  Against(const std::string &candidate, const std::string &reference) {
    Subject subject = subjectOf(candidate);
    LoadRequest load = subject.load;
    load.reference = subjectOf(reference).load.reference;
    request_ = {.id = 1, .program = load.program, .variants = {*subject.script({*parseSchedule(kSchedule)})}};
    request_.minSamples = 1;
    request_.minSeconds = 0;
    runner_ = *makeWorkerRunner(testing::workerOptions());
    EXPECT_TRUE(runner_->load(load));
  }

  Measurement on(const std::vector<std::string> &sets, uint64_t seed) {
    request_.inputSets = sets;
    request_.seed = seed;
    return testing::measure(*runner_, request_);
  }

 private:
  MeasureRequest request_;
  std::unique_ptr<Runner> runner_;
};

const std::vector<std::string> kAllSets = {"normal", "negative", "zeros", "large"};

/// With these seeds few elements are not zero, and all they hold is the last bits of erf.
constexpr uint64_t kCancelling[] = {0, 10, 36};

TEST(Bound, ForgivesTheLastBitOfErf) {
  Against gelu(geluText(), geluText());
  for (uint64_t seed : kCancelling) {
    Measurement m = gelu.on(kAllSets, seed);
    EXPECT_EQ(m.outcome, Outcome::ok) << "seed " << seed << ": " << m.message;
  }
}

/// log(1 + exp(x)): the last bit of 1 + exp(x) is what is left of exp(x).
TEST(Bound, ForgivesTheLastBitOfASum) {
  std::string text = geluText();
  size_t from = text.find("%9 = arith.divf"), to = text.find("linalg.yield %13");
  ASSERT_LT(from, to);
  text.replace(from, to - from,
               "%9 = math.exp %in : f32\n %10 = arith.addf %9, %cst_1 : f32\n %13 = math.log %10 : f32\n ");
  Against softplus(text, text);
  for (uint64_t seed : {1, 21}) {
    Measurement m = softplus.on(kAllSets, seed);
    EXPECT_EQ(m.outcome, Outcome::ok) << "seed " << seed << ": " << m.message;
  }
}

TEST(Bound, DoesNotForgiveAWrongErf) {
  std::string wrong = replaced(geluText(), "%10 = math.erf %9 : f32",
                               "%e = math.erf %9 : f32\n %off = arith.constant 1.0e-4 : f32\n"
                               " %10 = arith.addf %e, %off : f32");
  Against gelu(wrong, geluText());
  for (uint64_t seed : kCancelling) {
    for (const char *set : {"normal", "negative"})
      EXPECT_EQ(gelu.on({set}, seed).outcome, Outcome::wrongOutput) << set << " values, seed " << seed;
  }
}

TEST(Bound, DoesNotForgiveAThousandth) {
  std::string wrong = replaced(geluText(), "%13 = arith.mulf %in, %12 : f32",
                               "%o = arith.mulf %in, %12 : f32\n %more = arith.constant 1.001 : f32\n"
                               " %13 = arith.mulf %o, %more : f32");
  Against gelu(wrong, geluText());
  for (uint64_t seed : {0, 1}) EXPECT_EQ(gelu.on(kAllSets, seed).outcome, Outcome::wrongOutput) << "seed " << seed;
}

/// A thousandth too much of one element in ten thousand: of those whose input lies in a narrow range.
TEST(Bound, DoesNotForgiveAFewElements) {
  std::string wrong = replaced(geluText(), "%13 = arith.mulf %in, %12 : f32",
                               "%o = arith.mulf %in, %12 : f32\n %more = arith.constant 1.001 : f32\n"
                               " %low = arith.constant 5.0 : f32\n %high = arith.constant 5.005 : f32\n"
                               " %above = arith.cmpf ogt, %in, %low : f32\n"
                               " %below = arith.cmpf olt, %in, %high : f32\n"
                               " %inside = arith.andi %above, %below : i1\n"
                               " %w = arith.mulf %o, %more : f32\n %13 = arith.select %inside, %w, %o : f32");
  Against gelu(wrong, geluText());
  EXPECT_EQ(gelu.on(kAllSets, 0).outcome, Outcome::wrongOutput);
}

}  // namespace
}  // namespace mlir_rl
