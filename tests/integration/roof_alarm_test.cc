// A timing that the roof does not allow, from a real worker.

#include "mlir_rl/optimize/roof_alarm.h"

#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

TEST(RoofAlarm, AWorkerReportsWhatIsFasterThanTheFloor) {
  auto runner = testing::runnerWithProgram();
  ASSERT_TRUE(runner);
  MeasureRequest request = testing::smallRequest();
  request.floorSeconds = 10;
  Measurement m = testing::measure(*runner, request);
  EXPECT_EQ(m.outcome, Outcome::implausible);
  EXPECT_THAT(m.message, ::testing::HasSubstr("faster than this machine can be"));
  ASSERT_FALSE(m.samples.empty()) << "they are kept, for the roof may have been wrong";
  RoofAlarm alarm(Machine(), [](const Machine &machine) { return Result<Machine>(machine); });
  alarm.check(m, [](const Machine &) { return 1e-9; });
  EXPECT_EQ(m.outcome, Outcome::ok);
}

TEST(ColdTiming, EmptyingCachesTakesLonger) {
  auto runner = testing::runnerWithProgram();
  ASSERT_TRUE(runner);
  MeasureRequest warm = testing::smallRequest(), cold = testing::smallRequest();
  warm.maxSamples = cold.maxSamples = 10;
  cold.id = 2;
  cold.cold = true;
  Measurement fast = testing::measure(*runner, warm), slow = testing::measure(*runner, cold);
  EXPECT_EQ(slow.outcome, Outcome::ok) << slow.message;
  EXPECT_GT(slow.median, 1.05 * fast.median);
}

}  // namespace
}  // namespace mlir_rl
