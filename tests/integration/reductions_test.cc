// Reductions of every type and combiner, padded and in parts: what is added must be neutral.

#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/schedule/text.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

struct Reduction {
  std::string type, start, combiner;
};

/// Reduces rows of 1001 = 7 x 11 x 13 elements.
std::string textOf(const Reduction &r) {
  std::string rows = "tensor<37x" + r.type + ">", all = "tensor<37x1001x" + r.type + ">";
  return "func.func @main(%x: " + all + ") -> " + rows + " {\n  %start = arith.constant " + r.start + " : " + r.type +
         "\n  %e = tensor.empty() : " + rows + "\n  %f = linalg.fill ins(%start : " + r.type + ") outs(%e : " + rows +
         ") -> " + rows +
         "\n  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], "
         "iterator_types = [\"parallel\", \"reduction\"]} ins(%x : " +
         all + ") outs(%f : " + rows + ") {\n  ^bb0(%in: " + r.type + ", %out: " + r.type + "):\n    %c = arith." +
         r.combiner + " %in, %out : " + r.type + "\n    linalg.yield %c : " + r.type + "\n  } -> " + rows +
         "\n  return %r : " + rows + "\n}\n";
}

const std::vector<std::string> kInParts = {
    "decompose %0 [7]; stop",
    "decompose %0 [7]; vectorize %2 [1, 1, 16] lanes 2; vectorize %0 [7, 16] lanes 1; stop",
    "decompose %0 [11]; fuse %0 [0, 1] producers [2, 3]; vectorize %2 [11, 1, 16] lanes 2; stop",
    "decompose %0 [13]; decompose %2 [7]; tile %4 [1, 0, 1, 0]; vectorize %4 [1, 1, 1, 8] lanes 3; stop",
};
const std::vector<std::string> kPadded = {
    "pad %0 [8, 64]; tile %0 [0, 32]; vectorize %0 [2, 16] lanes 1; stop",
    "decompose %0 [7]; pad %2 [0, 8, 16]; fuse %2 [1, 8, 0]; vectorize %2 [1, 8, 16] lanes 2; stop",
};

void expectEqual(const std::string &text, const std::vector<std::string> &schedules) {
  SCOPED_TRACE(text);
  auto program = parseProgram(text, "reduction", {});
  ASSERT_TRUE(program) << program.error().message;
  auto subject = makeSubject(*program);
  ASSERT_TRUE(subject) << subject.error().message;
  MeasureRequest request{.id = 1, .program = subject->load.program, .inputSets = {"normal", "negative", "large"}};
  request.minSeconds = 0;
  for (const std::string &schedule : schedules) {
    auto script = subject->script({*parseSchedule(schedule)});
    ASSERT_TRUE(script) << script.error().message;
    request.variants.push_back(*script);
  }
  auto runner = makeWorkerRunner(testing::workerOptions());
  ASSERT_TRUE(runner && (*runner)->load(subject->load));
  auto reply = measureOne(**runner, request);
  ASSERT_TRUE(reply && reply->measurements.size() == schedules.size());
  for (size_t i = 0; i < schedules.size(); ++i)
    EXPECT_EQ(reply->measurements[i].outcome, Outcome::ok) << schedules[i] << ": " << reply->measurements[i].message;
}

/// Each row of 72 = 64 + 8 elements less its sum.
const char *const kLessTheSum = R"(
#row = affine_map<(i, j) -> (i)>
#all = affine_map<(i, j) -> (i, j)>
func.func @main(%x: tensor<37x72xf32>) -> tensor<37x72xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<37xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<37xf32>) -> tensor<37xf32>
  %sum = linalg.generic {indexing_maps = [#all, #row], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<37x72xf32>) outs(%f : tensor<37xf32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %in, %out : f32
    linalg.yield %s : f32
  } -> tensor<37xf32>
  %o = tensor.empty() : tensor<37x72xf32>
  %r = linalg.generic {indexing_maps = [#all, #row, #all], iterator_types = ["parallel", "parallel"]}
      ins(%x, %sum : tensor<37x72xf32>, tensor<37xf32>) outs(%o : tensor<37x72xf32>) {
  ^bb0(%in: f32, %s: f32, %out: f32):
    %d = arith.subf %in, %s : f32
    linalg.yield %d : f32
  } -> tensor<37x72xf32>
  return %r : tensor<37x72xf32>
}
)";

// A row and its padding lie on the stack, and one vector holds the end of the one and the start of the other.
TEST(Reductions, OfOneRowOfAContainerArePadded) {
  expectEqual(kLessTheSum, {"fuse %0 [1, 0] producers [1, 2]; vectorize %0 [1, 64] lanes 1; pad %1 [0, 16]; "
                            "vectorize %1 [1, 16] lanes 1; stop"});
}

TEST(Reductions, OfFloatsArePaddedAndInParts) {
  for (const Reduction &reduction :
       {Reduction{"f32", "0.0", "addf"}, Reduction{"f64", "0.0", "addf"}, Reduction{"f32", "0xFF800000", "maximumf"},
        Reduction{"f64", "0xFFF0000000000000", "maximumf"}, Reduction{"f32", "0x7F800000", "minimumf"}}) {
    std::vector<std::string> schedules = kInParts;
    schedules.insert(schedules.end(), kPadded.begin(), kPadded.end());
    expectEqual(textOf(reduction), schedules);
  }
}

TEST(Reductions, OfOtherKindsAreInParts) {
  for (const Reduction &reduction :
       {Reduction{"f32", "0xFF800000", "maxnumf"}, Reduction{"f64", "0x7FF0000000000000", "minnumf"},
        Reduction{"f32", "1.0", "mulf"}, Reduction{"f16", "0.0", "addf"}, Reduction{"i32", "0", "addi"},
        Reduction{"i64", "-9223372036854775808", "maxsi"}, Reduction{"i8", "127", "minsi"},
        Reduction{"i32", "0", "maxui"}})
    expectEqual(textOf(reduction), kInParts);
}

}  // namespace
}  // namespace mlir_rl
