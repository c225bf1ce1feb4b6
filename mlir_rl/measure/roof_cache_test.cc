#include "mlir_rl/measure/roof_cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "mlir_rl/measure/machine_json.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

/// Its tests measure roofs, hence the name: they run alone.
class RoofCacheTiming : public testing::Test {
 protected:
  void SetUp() override {
    setenv("MLIR_RL_CACHE", folder_.c_str(), 1);
    machine_ = readMachine();
  }
  void TearDown() override { unsetenv("MLIR_RL_CACHE"); }

  /// A cache file that no measuring could have written, to tell from where a roof came.
  nlohmann::json madeUp() {
    Rate rate{12345, 12000, 0.5, 7};
    Roof roof{.instructions = "sse2", .fmaF32 = rate, .fmaF64 = rate};
    for (const CacheLevel &cache : machine_.caches) roof.levels.push_back({cache.level, 1024, rate, rate, rate});
    roof.levels.push_back({0, 4096, rate, rate, rate});
    return {{"format", "mlir-rl-machine"},
            {"version", 1},
            {"machine", toJson(withRoof(machine_, roof))},
            {"roof", toJson(roof)}};
  }
  void write(const std::string &text) { std::ofstream(*roofCachePath(machine_)) << text; }
  Result<MeasuredMachine> measured(bool force = false) {
    return measuredMachine(machine_, force, [this](const std::string &line) { notices_.push_back(line); });
  }

  TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
  Machine machine_;
  std::vector<std::string> notices_;
};

TEST_F(RoofCacheTiming, MeasuredOnceThenRemembered) {
  Result<MeasuredMachine> first = measured();
  ASSERT_TRUE(first.has_value()) << first.error().message;
  EXPECT_FALSE(first->fromCache);
  Result<MeasuredMachine> second = measured();
  ASSERT_TRUE(second.has_value());
  EXPECT_TRUE(second->fromCache);
  EXPECT_EQ(second->machine, first->machine);
  EXPECT_EQ(second->roof, first->roof);
  EXPECT_GT(second->machine.fmaPeakF32, 0);
  EXPECT_TRUE(notices_.empty());
}

TEST_F(RoofCacheTiming, UsesTheFileUnlessForced) {
  write(madeUp().dump());
  Result<MeasuredMachine> cached = measured();
  ASSERT_TRUE(cached.has_value());
  EXPECT_EQ(cached->machine.fmaPeakF32, 12345);
  EXPECT_EQ(cached->machine.bandwidths.size(), machine_.caches.size() + 1);
  Result<MeasuredMachine> forced = measured(true);
  ASSERT_TRUE(forced.has_value()) << forced.error().message;
  EXPECT_GT(forced->machine.fmaPeakF32, 1e9);
  EXPECT_EQ(measured()->machine.fmaPeakF32, forced->machine.fmaPeakF32);
}

TEST_F(RoofCacheTiming, WhatCannotBeUsedIsReplacedWithANotice) {
  nlohmann::json newer = madeUp(), other = madeUp(), zero = madeUp(), partial = madeUp();
  newer["version"] = 2;
  other["machine"]["fingerprint"] = "0123456789abcdef";
  zero["roof"]["fma_f32"]["best"] = 0;
  partial["roof"].erase("levels");
  size_t tried = 0;
  for (const std::string &text :
       {newer.dump(), other.dump(), zero.dump(), partial.dump(), std::string(), std::string("{\"format\": \"mlir")}) {
    write(text);
    EXPECT_FALSE(rememberedRoof(machine_, [this](const std::string &line) { notices_.push_back(line); }).has_value());
    ASSERT_EQ(notices_.size(), ++tried) << text;
    EXPECT_NE(notices_.back().find(*roofCachePath(machine_)), std::string::npos) << notices_.back();
  }
  Result<MeasuredMachine> again = measured();
  ASSERT_TRUE(again.has_value());
  EXPECT_FALSE(again->fromCache);
  EXPECT_EQ(notices_.size(), tried + 1);
  EXPECT_TRUE(rememberedRoof(machine_).has_value());
}

TEST_F(RoofCacheTiming, FolderThatCannotBeMadeCostsANotice) {
  std::ofstream(folder_ / "file") << "x";
  setenv("MLIR_RL_CACHE", (folder_ / "file/sub").c_str(), 1);
  Result<MeasuredMachine> result = measured();
  ASSERT_TRUE(result.has_value());
  EXPECT_GT(result->machine.fmaPeakF32, 0);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_NE(notices_[0].find("not remembered"), std::string::npos);
}

TEST_F(RoofCacheTiming, RaisedRoofKeepsTheBetter) {
  nlohmann::json file = madeUp();
  file["roof"]["fma_f32"]["best"] = 1e15;
  write(file.dump());
  Result<Machine> raised = raisedRoof(machine_);
  ASSERT_TRUE(raised.has_value()) << raised.error().message;
  EXPECT_EQ(raised->fmaPeakF32, 1e15);
  EXPECT_GT(raised->fmaPeakF64, 1e9);
  EXPECT_EQ(measured()->machine, *raised);
}

TEST(CacheFolder, FollowsTheEnvironment) {
  std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
  setenv("HOME", "/home/x", 1);
  unsetenv("XDG_CACHE_HOME");
  EXPECT_EQ(*cacheFolder(), "/home/x/.cache/mlir-rl");
  setenv("XDG_CACHE_HOME", "/c", 1);
  EXPECT_EQ(*cacheFolder(), "/c/mlir-rl");
  setenv("MLIR_RL_CACHE", "/m", 1);
  EXPECT_EQ(*cacheFolder(), "/m");
  for (const char *name : {"HOME", "XDG_CACHE_HOME", "MLIR_RL_CACHE"}) unsetenv(name);
  ASSERT_FALSE(cacheFolder().has_value());
  EXPECT_EQ(cacheFolder().error().kind, ErrorKind::environment);
  if (!home.empty()) setenv("HOME", home.c_str(), 1);
}

TEST(MachineJson, RoundTrip) {
  Machine machine = readMachine();
  machine.fmaPeakF32 = 123.456e9;
  machine.bandwidths = {{.level = 1, .copyBytesPerSecond = 1.1, .readBytesPerSecond = 2.2, .triadBytesPerSecond = 3.3}};
  Result<Machine> back = machineFromJson(nlohmann::json::parse(toJson(machine).dump()));
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(*back, machine);
  EXPECT_FALSE(machineFromJson(nlohmann::json::array()).has_value());
  nlohmann::json wrong = toJson(machine);
  wrong["cores"] = "two";
  EXPECT_FALSE(machineFromJson(wrong).has_value());
}

}  // namespace
}  // namespace mlir_rl
