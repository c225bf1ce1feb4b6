#include "mlir_rl/store/record.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using nlohmann::json;

Record sample() {
  Record record;
  record.program = "0123456789abcdef";
  record.name = "matmul \"512\" ü";
  record.machine = "fedcba9876543210";
  record.threads = 2;
  record.versions = {"0.1.0", "22.1.8"};
  record.schedule = "tile op=0 sizes=[8,16]\nvectorize op=0\n";
  record.medianSeconds = 0.1 + 0.2;  // has no short decimal form
  record.spread = 0.013;
  record.unscheduledSeconds = 1.0 / 3;
  record.verified = true;
  record.samples = {0.3, 0.30000000000000004, 1e-9};
  record.seed = std::numeric_limits<uint64_t>::max();
  record.unixTime = 1753000000;
  return record;
}

TEST(Record, JsonRoundTripIsExact) {
  Result<Record> back = recordFromJson(json::parse(toJson(sample()).dump()));
  ASSERT_TRUE(back.has_value()) << back.error().message;
  EXPECT_EQ(*back, sample());
}

TEST(Record, EveryKeyIsNeededAndNoOther) {
  json whole = toJson(sample());
  EXPECT_EQ(whole.size(), 16u);
  for (const auto &[key, value] : whole.items()) {
    json partial = whole;
    partial.erase(key);
    Result<Record> record = recordFromJson(partial);
    ASSERT_FALSE(record.has_value()) << key;
    EXPECT_EQ(record.error().kind, ErrorKind::usage);
    EXPECT_NE(record.error().message.find("'" + key + "'"), std::string::npos) << record.error().message;
  }
  whole["color"] = "red";
  ASSERT_FALSE(recordFromJson(whole).has_value());
  EXPECT_NE(recordFromJson(whole).error().message.find("'color'"), std::string::npos);
}

/// Values that a lenient reader would bend until they fit.
TEST(Record, WrongValuesAreNamed) {
  const std::pair<const char *, json> wrong[] = {
      {"threads", 1.5},       {"threads", true},
      {"threads", 0},         {"threads", 5000000000},
      {"program", "matmul"},  {"program", "0123456789ABCDEF"},
      {"machine", ""},        {"machine", 7},
      {"verified", 1},        {"median_seconds", 0},
      {"median_seconds", -1}, {"median_seconds", "0.1"},
      {"spread", -0.1},       {"samples", json::array({0.1, "x"})},
      {"samples", 0.1},       {"samples", json::array({0.1, 0})},
      {"seed", -1},           {"samples", json::array({true})},
      {"unix_time", -5},      {"pipeline", ""},
      {"llvm", ""},           {"unscheduled_seconds", -1},
      {"record", "1"},
  };
  for (const auto &[key, value] : wrong) {
    json object = toJson(sample());
    object[key] = value;
    Result<Record> record = recordFromJson(object);
    ASSERT_FALSE(record.has_value()) << key << " = " << value;
    EXPECT_NE(record.error().message.find(key), std::string::npos) << record.error().message;
  }
  EXPECT_FALSE(recordFromJson(json::array()).has_value());
}

TEST(Record, NewerFormatIsNotGuessed) {
  json object = toJson(sample());
  object["record"] = 2;
  Result<Record> record = recordFromJson(object);
  ASSERT_FALSE(record.has_value());
  EXPECT_NE(record.error().message.find("version 2"), std::string::npos) << record.error().message;
}

TEST(Record, NotANumberIsRefused) {
  Record record = sample();
  record.medianSeconds = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(checkRecord(record).has_value());
  record = sample();
  record.samples.push_back(std::numeric_limits<double>::infinity());
  EXPECT_FALSE(checkRecord(record).has_value());
}

}  // namespace
}  // namespace mlir_rl
