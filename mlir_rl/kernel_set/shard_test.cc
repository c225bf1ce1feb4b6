#include "mlir_rl/kernel_set/shard.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "mlir_rl/support/seed.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel {
namespace {

PackedRow numbered(int64_t index, const std::string &renamed, const std::string &text = "some text") {
  MadeRow made;
  made.row.id = {1, 42, index};
  made.row.hashes = {.exact = "e", .renamed = renamed, .blanked = "b" + renamed, .mlir = "m", .behaviour = "o"};
  made.row.python = addText(made, "python " + std::to_string(index));
  made.row.forms[Form::cpp].text = addText(made, text);
  made.row.forms[Form::cuda].text = addText(made, text);
  made.times["make"] = index;
  return pack(std::move(made));
}

class KernelShard : public testing::Test {
 protected:
  Shard open() {
    Result<Shard> shard = Shard::open(path_, header_);
    EXPECT_TRUE(shard.has_value()) << shard.error().message;
    return *std::move(shard);
  }

  int64_t number(const std::string &sql) {
    return *Database::open(path_, {.what = "", .rebuild = "", .elsewhere = ""})->number(sql);
  }

  TemporaryFolder temporary_;
  std::string path_ = temporary_.path() + "/set/kernels-0-of-1.db";
  SetHeader header_ = {.options = {.seed = 42}, .generator = 1, .builder = "LLVM", .project = "0.1"};
};

TEST_F(KernelShard, KeepsRowsAndTexts) {
  PackedRow one = numbered(3, "r1"), two = numbered(9, "r2", "another text");
  {
    Shard shard = open();
    EXPECT_EQ(*shard.lastIndex(), -1);
    EXPECT_EQ(shard.add({one, two})->at("kept"), 2);
  }
  Shard shard = open();
  EXPECT_EQ(*shard.lastIndex(), 9);
  EXPECT_EQ(*shard.rows(), 2);
  RowCursor cursor(shard);
  Result<std::optional<StoredRow>> first = cursor.next(), second = cursor.next(), third = cursor.next();
  EXPECT_EQ((*first)->row, one.row);
  EXPECT_EQ((*first)->times, one.times);
  EXPECT_EQ((*second)->row, two.row);
  EXPECT_FALSE(third->has_value());
  EXPECT_EQ((*shard.row(9))->row, two.row);
  EXPECT_FALSE(shard.row(4)->has_value());
  EXPECT_EQ(*shard.text(two.row.forms[Form::cpp].text.hash), "another text");
  EXPECT_EQ(shard.text("nothing").error().kind, ErrorKind::environment);
}

TEST_F(KernelShard, EqualTextsAreStoredOnce) {
  Shard shard = open();
  ASSERT_TRUE(shard.add({numbered(0, "r0"), numbered(1, "r1")}).has_value());
  EXPECT_EQ(number("SELECT count(*) FROM texts"), 3) << "two sources and one form of both in both rows";
}

TEST_F(KernelShard, DuplicatesAreKeptWithoutTheirForms) {
  {
    Shard shard = open();
    EXPECT_EQ(shard.add({numbered(0, "r0")})->at("kept"), 1);
  }
  Shard shard = open();
  EXPECT_EQ(shard.add({numbered(1, "r0", "never stored")})->at("duplicate"), 1) << "also of rows from before";
  Row row = (*shard.row(1))->row;
  EXPECT_EQ(row.state, RowState::duplicate);
  EXPECT_EQ(row.message, "equals 1-42-0000000 but for names");
  EXPECT_TRUE(row.forms.empty());
  EXPECT_EQ(*shard.text(row.python.hash), "python 1");
  EXPECT_EQ(number("SELECT count(*) FROM texts"), 3);
}

TEST_F(KernelShard, OtherOptionsAreRefusedWithWhatDiffers) {
  open();
  header_.options.seed = 43;
  header_.options.families = {"md"};
  header_.builder = "LLVM 23";
  Result<Shard> shard = Shard::open(path_, header_);
  ASSERT_FALSE(shard.has_value());
  EXPECT_EQ(shard.error().kind, ErrorKind::usage);
  EXPECT_NE(shard.error().message.find(
                "builder \"LLVM\" instead of \"LLVM 23\", seed 42 instead of 43, families [] instead of [\"md\"]"),
            std::string::npos)
      << shard.error().message;
}

TEST_F(KernelShard, AnotherReleaseWithTheSameRowsGoesOn) {
  open();
  header_.project = "0.2";
  EXPECT_EQ(open().header().project, "0.1");
}

TEST_F(KernelShard, ReadingMakesNoFile) {
  EXPECT_EQ(Shard::read(path_).error().kind, ErrorKind::usage);
  EXPECT_FALSE(std::filesystem::exists(path_));
  open();
  Result<Shard> shard = Shard::read(path_);
  ASSERT_TRUE(shard.has_value()) << shard.error().message;
  EXPECT_EQ(shard->header().options.seed, 42u);
}

TEST_F(KernelShard, FilesOfOthersAreRefused) {
  std::filesystem::create_directories(temporary_.path() + "/set");
  Result<Database> database = Database::open(path_, {.what = "", .rebuild = "", .elsewhere = ""});
  ASSERT_TRUE(database->run("CREATE TABLE songs (title TEXT)"));
  Result<Shard> shard = Shard::open(path_, header_);
  ASSERT_FALSE(shard.has_value());
  EXPECT_EQ(shard.error().kind, ErrorKind::environment);
  EXPECT_NE(shard.error().message.find("another program"), std::string::npos) << shard.error().message;
}

/// Files of this process cannot grow beyond a size while this lives: what a full disk looks like.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_;
};

PackedRow noisy(int64_t index) {
  std::string noise;
  for (int i = 0; i < 2000; ++i) noise += std::to_string(deriveSeed(uint64_t(index), uint64_t(i)));
  return numbered(index, "r" + std::to_string(index), noise);
}

TEST_F(KernelShard, AFullDiskLosesNothingFinished) {
  int64_t index = 0;
  {
    Shard shard = open();
    SmallDisk small(400 << 10);
    Result<std::map<std::string, int64_t>> added;
    do {
      added = shard.add({noisy(index++)});
    } while (added && index < 1000);
    ASSERT_FALSE(added.has_value());
    EXPECT_EQ(added.error().kind, ErrorKind::environment);
    EXPECT_NE(added.error().message.find("full; free some space"), std::string::npos) << added.error().message;
  }
  EXPECT_GT(index, 5);
  Shard after = open();
  EXPECT_EQ(*after.rows(), index - 1) << "all rows before, and none of the one that did not fit";
  EXPECT_EQ((*after.row(0))->row, noisy(0).row);
  EXPECT_TRUE(after.add({noisy(index)}).has_value()) << "there is room again";
}

}  // namespace
}  // namespace mlir_rl::kernel
