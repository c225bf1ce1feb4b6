#include "mlir_rl/kernel_report/figures.h"

#include <gmock/gmock.h>

namespace mlir_rl::kernel {
namespace {

using testing::ElementsAre;

TEST(KernelFigures, HaveCommasBetweenThousands) {
  EXPECT_EQ(counted(0), "0");
  EXPECT_EQ(counted(999), "999");
  EXPECT_EQ(counted(1000), "1,000");
  EXPECT_EQ(counted(-123456), "-123,456");
  EXPECT_EQ(counted(1234567), "1,234,567");
}

TEST(KernelFigures, SharesDoNotRoundToNothingOrAll) {
  EXPECT_EQ(shareText(0, 5), "0.0 %");
  EXPECT_EQ(shareText(5, 5), "100.0 %");
  EXPECT_EQ(shareText(1, 100000), "< 0.1 %");
  EXPECT_EQ(shareText(99999, 100000), "> 99.9 %");
  EXPECT_EQ(shareText(1, 8), "12.5 %");
  EXPECT_EQ(shareText(0, 0), "-");
}

TEST(KernelFigures, TablesOfCountsStartWithTheMostFrequent) {
  Counts counts = {{"a", 1}, {"b", 6}, {"c", 1}, {"d", 2}};
  EXPECT_THAT(countsTable("t", "w", counts, 10, 2).rows,
              ElementsAre(ElementsAre("b", "6", "60.0 %"), ElementsAre("d", "2", "20.0 %"),
                          ElementsAre("others (2)", "2", "20.0 %")));
  EXPECT_EQ(countsTable("t", "w", counts, 10).rows.size(), 4u);
  EXPECT_EQ(countsTable("t", "w", counts, 10, 4).rows.size(), 4u);
  EXPECT_EQ(countOf(counts, "b"), 6);
  EXPECT_EQ(countOf(counts, "x"), 0);
}

}  // namespace
}  // namespace mlir_rl::kernel
