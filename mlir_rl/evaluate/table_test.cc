#include "mlir_rl/evaluate/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using ::testing::HasSubstr;

class Table : public ::testing::Test {
 protected:
  void write(const std::string &text) {
    ASSERT_TRUE(makeFolder(std::filesystem::path(path_).parent_path()));
    ASSERT_TRUE(writeFile(path_, text));
  }

  TemporaryFolder temporary_;
  std::string path_ = temporary_.path() + "/evaluation/t.jsonl";
};

TEST_F(Table, KeepsRowsForTheNextOne) {
  {
    Result<ResultTable> table = ResultTable::open(path_);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_TRUE(table->rows().empty());
    ASSERT_TRUE(table->append({{"a", 1}}));
    ASSERT_TRUE(table->append({{"a", 2}}));
    EXPECT_EQ(table->rows().size(), 2u);
  }
  Result<ResultTable> table = ResultTable::open(path_);
  ASSERT_TRUE(table);
  EXPECT_FALSE(table->repaired());
  ASSERT_EQ(table->rows().size(), 2u);
  EXPECT_EQ(table->rows()[1]["a"], 2);
}

TEST_F(Table, LosesOnlyALineThatWasCutOff) {
  write("{\"a\": 1}\n{\"a\": 2}\n{\"a\": ");
  {
    Result<ResultTable> table = ResultTable::open(path_);
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->repaired());
    EXPECT_EQ(table->rows().size(), 2u);
    ASSERT_TRUE(table->append({{"a", 3}}));
  }
  EXPECT_EQ(*readFile(path_), "{\"a\": 1}\n{\"a\": 2}\n{\"a\":3}\n");
}

TEST_F(Table, OfOneCutOffLineIsEmpty) {
  write("{\"a\": ");
  Result<ResultTable> table = ResultTable::open(path_);
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->rows().empty());
}

TEST_F(Table, RefusesAnotherDamagedLineByNumber) {
  write("{\"a\": 1}\n\nnonsense\n{\"a\": 2}\n");
  Result<ResultTable> table = ResultTable::open(path_);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().kind, ErrorKind::usage);
  EXPECT_THAT(table.error().message, HasSubstr("t.jsonl: line 3"));
}

TEST_F(Table, NeedsAFileThatCanBeWritten) {
  EXPECT_FALSE(ResultTable::open("/proc/table.jsonl"));
  EXPECT_FALSE(ResultTable::open("/"));
}

}  // namespace
}  // namespace mlir_rl
