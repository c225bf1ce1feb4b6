#include "mlir_rl/support/table.h"

#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

TEST(Table, AlignsColumns) {
  Table table({{"variant", Table::Align::left}, {"time"}, {"notes", Table::Align::left}});
  table.addRow({"unscheduled", "94.1 ms", "verified"});
  table.addRow({"best", "3.2 ms"});
  EXPECT_EQ(table.text(),
            "variant         time  notes\n"
            "-----------  -------  --------\n"
            "unscheduled  94.1 ms  verified\n"
            "best          3.2 ms\n");
}

TEST(Table, CountsCharactersNotBytes) {
  EXPECT_EQ(screenWidth("512×512 µs"), 10u);
  Table table({{"µs"}, {"x"}});
  table.addRow({"1", "2"});
  EXPECT_EQ(table.text(), "µs  x\n--  -\n 1  2\n");
}

TEST(Table, WithoutRowsShowsTitles) { EXPECT_EQ(Table({{"a"}}).text(), "a\n-\n"); }

}  // namespace
}  // namespace mlir_rl
