#include <gtest/gtest.h>

#include "mlir_rl/lower/testing_test.h"

namespace mlir_rl {
namespace {

using testing::count;
using testing::runPasses;

const char *const kPipeline = "mlir-rl-float-rules";

// A generic that reduces with the given body over its only loop.
std::string reduce(const std::string &body) {
  return R"(func.func @main(%a: memref<8xf32>, %r: memref<f32>) {
    linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]}
      ins(%a : memref<8xf32>) outs(%r : memref<f32>) {
    ^bb0(%in: f32, %out: f32):
      )" +
         body +
         R"(
      linalg.yield %sum : f32
    }
    return
  })";
}

TEST(FloatRules, OnlyTheCombinerMayBeReassociated) {
  std::string text = runPasses(reduce("%p = arith.mulf %in, %in : f32\n %sum = arith.addf %out, %p : f32"), kPipeline);
  EXPECT_EQ(count(text, "arith.mulf %in, %in fastmath<nsz,contract>"), 1) << text;
  EXPECT_EQ(count(text, "arith.addf %out, %0 fastmath<reassoc,nsz,contract>"), 1) << text;
}

TEST(FloatRules, FollowsALongSum) {
  std::string text = runPasses(
      reduce("%t = arith.addf %in, %out : f32\n %u = arith.subf %t, %in : f32\n %sum = arith.addf %u, %in : f32"),
      kPipeline);
  EXPECT_EQ(count(text, "reassoc"), 3) << text;
}

TEST(FloatRules, LeavesWhatIsNoSum) {
  // out - in is a sum of negatives; in - out alternates. out * in + 1 is neither sum nor product.
  EXPECT_EQ(count(runPasses(reduce("%sum = arith.subf %out, %in : f32"), kPipeline), "reassoc"), 1);
  EXPECT_EQ(count(runPasses(reduce("%sum = arith.subf %in, %out : f32"), kPipeline), "reassoc"), 0);
  EXPECT_EQ(count(runPasses(reduce("%p = arith.mulf %out, %in : f32\n %sum = arith.addf %p, %in : f32"), kPipeline),
                  "reassoc"),
            0);
  EXPECT_EQ(count(runPasses(reduce("%sum = arith.mulf %out, %in : f32"), kPipeline), "reassoc"), 1);
}

TEST(FloatRules, NeverAssumesAwayNanOrInfinity) {
  std::string text = runPasses(R"(func.func @main(%a: f32, %b: f32) -> f32 {
    %0 = arith.maximumf %a, %b : f32
    %1 = arith.divf %0, %b : f32
    %2 = math.exp %1 : f32
    %3 = arith.cmpf ugt, %2, %b : f32
    %4 = arith.select %3, %2, %b : f32
    %5 = arith.addf %4, %a : f32
    return %5 : f32
  })",
                               kPipeline);
  EXPECT_EQ(count(text, "arith.maximumf %arg0, %arg1 fastmath<nsz>"), 1) << text;
  EXPECT_EQ(count(text, "arith.addf %4, %arg0 fastmath<nsz,contract>"), 1) << text;
  EXPECT_EQ(count(text, "fastmath"), 2) << text;
  for (const char *flag : {"nnan", "ninf", "afn", "arcp", "fast>"}) EXPECT_EQ(count(text, flag), 0) << text;
}

TEST(FloatRules, FollowsLoopCarriedSums) {
  std::string text = runPasses(R"(func.func @main(%a: memref<8xf32>, %z: f32) -> f32 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c8 = arith.constant 8 : index
    %s = scf.for %i = %c0 to %c8 step %c1 iter_args(%t = %z) -> f32 {
      %x = memref.load %a[%i] : memref<8xf32>
      %u = arith.addf %t, %x : f32
      scf.yield %u : f32
    }
    return %s : f32
  })",
                               kPipeline);
  EXPECT_EQ(count(text, "fastmath<reassoc,nsz,contract>"), 1) << text;
}

}  // namespace
}  // namespace mlir_rl
