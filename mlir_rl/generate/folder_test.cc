#include "mlir_rl/generate/folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

class Folder : public testing::Test {
 protected:
  static DatasetItem item(const char *name, const char *text, int64_t index = 0) {
    DatasetItem item{.text = text};
    item.row = {.name = name, .split = Split::test, .family = "relu", .id = {0, index, 0}, .hash = "aa"};
    item.row.tasks = {"t"};
    item.row.shapeFamilies = {"s"};
    item.row.flops = 5;
    return item;
  }

  TemporaryFolder temporary_;
  std::string path_ = temporary_.path();
  nlohmann::json options_ = {{"seed", 1}};
};

TEST_F(Folder, ManifestComesBackAsItWas) {
  Result<ProgramFolder> folder = ProgramFolder::open(path_, options_, false);
  ASSERT_TRUE(folder) << folder.error().message;
  ASSERT_TRUE(folder->add(item("b", "module {}\n", 2)));
  ASSERT_TRUE(folder->add(item("a", "module {}\n", 1)));
  ASSERT_TRUE(folder->save());
  EXPECT_EQ(*readFile(path_ + "/test/a.mlir"), "module {}\n");
  Result<std::vector<ManifestRow>> rows = readManifest(path_);
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(rows->front().name, "a");
  EXPECT_EQ(rows->front().file, "test/a.mlir");
  EXPECT_EQ(rows->front().split, Split::test);
  EXPECT_EQ(toJson(rows->back()), toJson(folder->rows().at("b")));
  EXPECT_NE(statisticsText(*rows).find("relu"), std::string::npos);
}

TEST_F(Folder, IsTakenUpAgainWithEqualOptionsOnly) {
  ASSERT_TRUE(ProgramFolder::open(path_, options_, false)->add(item("a", "text")));
  Result<ProgramFolder> again = ProgramFolder::open(path_, options_, false);
  ASSERT_TRUE(again);
  ASSERT_TRUE(again->add(item("a", "text")));
  EXPECT_EQ(again->written(), 0);
  Status other = again->add(item("a", "another text"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::usage);
  EXPECT_EQ(*readFile(path_ + "/test/a.mlir"), "text");
  Result<ProgramFolder> otherSeed = ProgramFolder::open(path_, {{"seed", 2}}, false);
  ASSERT_FALSE(otherSeed);
  EXPECT_NE(otherSeed.error().message.find("seed 1 instead of 2"), std::string::npos) << otherSeed.error().message;
}

TEST_F(Folder, BadManifestsAreNamedWithTheirLine) {
  ASSERT_TRUE(makeFolder(path_));
  EXPECT_EQ(readManifest(path_).error().kind, ErrorKind::usage);
  ASSERT_TRUE(writeFile(path_ + "/manifest.jsonl", "{\"name\": 3}\n"));
  EXPECT_NE(readManifest(path_).error().message.find("manifest.jsonl:1: "), std::string::npos);
}

TEST_F(Folder, FlatFoldersHoldAllSplitsTogether) {
  Result<ProgramFolder> folder = ProgramFolder::open(path_, options_, true);
  ASSERT_TRUE(folder);
  ASSERT_TRUE(folder->add(item("a", "text")));
  EXPECT_TRUE(exists(path_ + "/code_files/a.mlir"));
  EXPECT_EQ(timesPath(path_, Split::test), path_ + "/execution_times_test.json");
}

}  // namespace
}  // namespace mlir_rl
