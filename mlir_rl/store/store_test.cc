#include "mlir_rl/store/store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

constexpr const char *kMatmul = "aaaaaaaaaaaaaaaa";
constexpr const char *kConv = "bbbbbbbbbbbbbbbb";
constexpr const char *kHere = "1111111111111111";
constexpr const char *kThere = "2222222222222222";

class StoreTest : public testing::Test {
 protected:
  Store open() {
    Result<Store> store = Store::open(path_);
    EXPECT_TRUE(store.has_value()) << store.error().message;
    return std::move(*store);
  }

  static Record made(const std::string &schedule, double seconds, int64_t time = 100) {
    Record record;
    record.program = kMatmul;
    record.name = "matmul";
    record.machine = kHere;
    record.versions = {"0.1.0", "22.1.8"};
    record.schedule = schedule;
    record.medianSeconds = seconds;
    record.verified = true;
    record.samples = {seconds, seconds * 1.1};
    record.seed = 0xffffffffffffffff;
    record.unixTime = time;
    return record;
  }

  TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
  std::string path_ = temporary_.path() + "/deep/records.db";
};

TEST_F(StoreTest, KeepsRecordsExactly) {
  Record one = made("tile", 0.1 + 0.2, 5), two = made("", 1.0 / 3, 7);
  two.verified = false;
  two.threads = 8;
  {
    Store store = open();
    ASSERT_TRUE(store.record({one, two}).has_value());
  }
  Store store = open();
  Result<std::vector<Record>> all = store.list();
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(*all, (std::vector<Record>{two, one}));
  EXPECT_EQ(*store.count(), 2);
}

TEST_F(StoreTest, SameRecordTwiceIsOne) {
  Store store = open();
  ASSERT_TRUE(store.record(made("tile", 0.5)).has_value());
  ASSERT_TRUE(store.record(made("tile", 0.5)).has_value());
  EXPECT_EQ(*store.count(), 1);
  ASSERT_TRUE(store.record(made("tile", 0.5, 101)).has_value());
  EXPECT_EQ(*store.count(), 2);
}

TEST_F(StoreTest, InvalidRecordLeavesNothing) {
  Store store = open();
  Record bad = made("x", 0.5);
  bad.medianSeconds = 0;
  Status status = store.record({made("tile", 0.5), bad});
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::usage);
  EXPECT_EQ(*store.count(), 0);
}

TEST_F(StoreTest, FilterSelects) {
  Store store = open();
  Record conv = made("a", 0.4, 1), there = made("b", 0.3, 2), threads = made("c", 0.2, 3), old = made("d", 0.1, 4);
  conv.program = kConv;
  there.machine = kThere;
  threads.threads = 2;
  threads.verified = false;
  old.versions.llvm = "21.0.0";
  old.pipeline = "fast";
  ASSERT_TRUE(store.record({conv, there, threads, old}).has_value());
  auto schedules = [&](const RecordFilter &filter) {
    std::string names;
    Result<std::vector<Record>> found = store.list(filter);
    EXPECT_TRUE(found.has_value());
    for (const Record &record : *found) names += record.schedule;
    return names;
  };
  EXPECT_EQ(schedules({}), "dcba");
  EXPECT_EQ(schedules({.limit = 2}), "dc");
  EXPECT_EQ(schedules({.program = kConv}), "a");
  EXPECT_EQ(schedules({.machine = kThere}), "b");
  EXPECT_EQ(schedules({.threads = 2}), "c");
  EXPECT_EQ(schedules({.versions = {"0.1.0", "21.0.0"}}), "d");
  EXPECT_EQ(schedules({.pipeline = "fast"}), "d");
  EXPECT_EQ(schedules({.verifiedOnly = true}), "dba");
  EXPECT_EQ(schedules({.program = "x' OR 1 --"}), "");
}

TEST_F(StoreTest, BestIsTheFastestVerifiedByItsNewestRecord) {
  Store store = open();
  EXPECT_FALSE(store.best(kMatmul, kHere, 1)->has_value());
  Record unverified = made("wrong", 0.001), cheap = made("cheap", 0.002), parallel = made("parallel", 0.003);
  unverified.verified = false;
  cheap.pipeline = "fast";
  parallel.threads = 2;
  Record failedSince = made("failed since", 0.005, 200);
  failedSince.verified = false;
  ASSERT_TRUE(store
                  .record({made("slow", 0.9), made("good", 0.5), made("lucky", 0.1, 100), made("lucky", 0.7, 200),
                           made("failed since", 0.004, 100), failedSince, unverified, cheap, parallel})
                  .has_value());
  Result<std::optional<Record>> best = store.best(kMatmul, kHere, 1);
  ASSERT_TRUE(best.has_value() && best->has_value());
  EXPECT_EQ((*best)->schedule, "good");
  EXPECT_EQ((*store.best(kMatmul, kHere, 2))->schedule, "parallel");
  EXPECT_FALSE(store.best(kMatmul, kThere, 1)->has_value());
  EXPECT_FALSE(store.best(kConv, kHere, 1)->has_value());
  EXPECT_EQ((*store.best({.program = kMatmul, .pipeline = "fast"}))->schedule, "cheap");
  EXPECT_FALSE(store.best({.program = kMatmul, .versions = {"9.9", ""}})->has_value());
}

TEST_F(StoreTest, ExportAndImport) {
  Store store = open();
  ASSERT_TRUE(store.record({made("one\ntwo", 0.1 + 0.2), made("b", 1.0 / 3), made("", 7)}).has_value());
  std::ostringstream lines;
  ASSERT_TRUE(store.exportLines(lines).has_value());
  std::string text = lines.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);

  path_ = (folder_ / "other.db").string();
  Store other = open();
  std::istringstream in("\n" + text + "\n");
  Result<ImportCount> count = other.importLines(in);
  ASSERT_TRUE(count.has_value()) << count.error().message;
  EXPECT_EQ(count->added, 3);
  EXPECT_EQ(count->duplicates, 0);
  EXPECT_EQ(*other.list(), *store.list());

  std::istringstream again(text);
  count = other.importLines(again);
  ASSERT_TRUE(count.has_value());
  EXPECT_EQ(count->added, 0);
  EXPECT_EQ(count->duplicates, 3);
}

TEST_F(StoreTest, ImportIsAllOrNothingAndNamesTheLine) {
  Store store = open();
  std::string good = toJson(made("a", 0.5)).dump();
  nlohmann::json wrong = toJson(made("b", 0.5));
  wrong["median_seconds"] = -1;
  for (const std::string &bad : {std::string("{\"record\": 1,"), std::string("[]"), wrong.dump()}) {
    std::istringstream in(good + "\n\n" + bad + "\n" + good + "\n");
    Result<ImportCount> count = store.importLines(in);
    ASSERT_FALSE(count.has_value()) << bad;
    EXPECT_EQ(count.error().kind, ErrorKind::usage);
    EXPECT_TRUE(count.error().message.starts_with("line 3:")) << count.error().message;
    EXPECT_EQ(*store.count(), 0);
  }
  EXPECT_TRUE(store.record(made("after", 0.5)).has_value());
}

TEST_F(StoreTest, ExportIntoABrokenStreamIsAnError) {
  Store store = open();
  ASSERT_TRUE(store.record(made("a", 0.5)).has_value());
  std::ostringstream lines;
  lines.setstate(std::ios::badbit);
  Status status = store.exportLines(lines);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::environment);
}

TEST(StorePath, FollowsTheEnvironment) {
  std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
  setenv("HOME", "/home/x", 1);
  unsetenv("XDG_DATA_HOME");
  unsetenv("MLIR_RL_STORE");
  EXPECT_EQ(*defaultStorePath(), "/home/x/.local/share/mlir-rl/records.db");
  setenv("XDG_DATA_HOME", "/d", 1);
  EXPECT_EQ(*defaultStorePath(), "/d/mlir-rl/records.db");
  setenv("MLIR_RL_STORE", "/s.db", 1);
  EXPECT_EQ(*defaultStorePath(), "/s.db");
  for (const char *name : {"HOME", "XDG_DATA_HOME", "MLIR_RL_STORE"}) unsetenv(name);
  ASSERT_FALSE(defaultStorePath().has_value());
  EXPECT_EQ(defaultStorePath().error().kind, ErrorKind::environment);
  if (!home.empty()) setenv("HOME", home.c_str(), 1);
}

}  // namespace
}  // namespace mlir_rl
