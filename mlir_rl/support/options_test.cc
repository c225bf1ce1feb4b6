#include "mlir_rl/support/options.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using nlohmann::json;

struct Sample {
  bool quick = false;
  int threads = 1;
  int64_t trials = 64;
  uint64_t seed = 0;
  double time = 0.5;
  std::string strategy = "evolutionary";
  std::vector<std::string> emit = {"schedule"};

  std::vector<Option> rows() {
    return {{.name = "quick", .value = &quick, .help = "Less work"},
            {.name = "threads", .value = &threads, .min = 1, .max = 64, .help = "Threads"},
            {.name = "max-trials", .value = &trials, .letter = 'n', .min = 0, .unit = "candidates", .help = "Trials"},
            {.name = "seed", .value = &seed, .help = "Seed"},
            {.name = "time", .value = &time, .min = 0, .unit = "seconds", .help = "Time"},
            {.name = "strategy", .value = &strategy, .choices = {"random", "evolutionary"}, .help = "How"},
            {.name = "emit", .value = &emit, .choices = {"schedule", "obj", "so"}, .commas = true, .help = "What"}};
  }
  const Option row(const std::string &name) {
    for (const Option &option : rows()) {
      if (option.name == name) return option;
    }
    ADD_FAILURE() << name;
    return {};
  }
};

TEST(Options, SetsEachTypeFromText) {
  Sample sample;
  EXPECT_TRUE(setFromText(sample.row("quick"), "true"));
  EXPECT_TRUE(setFromText(sample.row("threads"), "8"));
  EXPECT_TRUE(setFromText(sample.row("seed"), "18446744073709551615"));
  EXPECT_TRUE(setFromText(sample.row("time"), "1e-3"));
  EXPECT_TRUE(setFromText(sample.row("strategy"), "random"));
  EXPECT_TRUE(setFromText(sample.row("emit"), "obj,so"));
  EXPECT_TRUE(sample.quick);
  EXPECT_EQ(sample.threads, 8);
  EXPECT_EQ(sample.seed, UINT64_MAX);
  EXPECT_EQ(sample.time, 1e-3);
  EXPECT_EQ(sample.strategy, "random");
  EXPECT_EQ(sample.emit, (std::vector<std::string>{"schedule", "obj", "so"}));
}

TEST(Options, RefusesWhatDoesNotFit) {
  Sample sample;
  for (const char *text : {"0", "65", "x", "", "8x", "1.5", "99999999999"}) {
    auto status = setFromText(sample.row("threads"), text);
    ASSERT_FALSE(status) << text;
    EXPECT_EQ(status.error().kind, ErrorKind::usage);
    EXPECT_EQ(status.error().message.rfind("--threads: '", 0), 0u) << status.error().message;
  }
  EXPECT_FALSE(setFromText(sample.row("time"), "nan"));
  EXPECT_FALSE(setFromText(sample.row("seed"), "-1"));
  EXPECT_FALSE(setFromText(sample.row("emit"), "obj,sow"));
  auto wrong = setFromText(sample.row("strategy"), "evolutionry");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("did you mean evolutionary?"), std::string::npos) << wrong.error().message;
  EXPECT_EQ(sample.threads, 1);
  EXPECT_EQ(sample.emit.size(), 1u);
}

TEST(Options, JsonRoundTrips) {
  Sample sample;
  sample.trials = 200;
  sample.emit = {"so", "obj"};
  json written = writeJson(sample.rows());
  EXPECT_EQ(written["max_trials"], 200);
  Sample other;
  ASSERT_TRUE(readJson(other.rows(), written));
  EXPECT_EQ(writeJson(other.rows()), written);
}

TEST(Options, JsonNamesTheNearestKey) {
  Sample sample;
  auto status = readJson(sample.rows(), {{"threads", 4}, {"treads", 2}});
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "unknown key 'treads'; did you mean threads?");
  EXPECT_EQ(sample.threads, 1) << "all or nothing";
}

TEST(Options, JsonRefusesOtherTypes) {
  Sample sample;
  EXPECT_FALSE(readJson(sample.rows(), {{"threads", "4"}}));
  EXPECT_FALSE(readJson(sample.rows(), {{"threads", 1.5}}));
  EXPECT_FALSE(readJson(sample.rows(), {{"threads", 100}}));
  EXPECT_FALSE(readJson(sample.rows(), {{"strategy", 1}}));
  EXPECT_FALSE(readJson(sample.rows(), {{"emit", "so"}}));
  EXPECT_FALSE(readJson(sample.rows(), {{"quick", 1}}));
  EXPECT_FALSE(readJson(sample.rows(), json::array({1})));
  EXPECT_TRUE(readJson(sample.rows(), {{"time", 2}, {"quick", true}}));
  EXPECT_EQ(sample.time, 2.0);
}

TEST(Options, ReferenceShowsEveryRow) {
  Sample sample;
  std::string table = markdownTable(sample.rows());
  EXPECT_NE(table.find("| `-n, --max-trials` | at least 0 candidates | `64` | Trials |\n"), std::string::npos) << table;
  EXPECT_NE(table.find("| `--threads` | 1..64 | `1` | Threads |\n"), std::string::npos) << table;
  EXPECT_NE(table.find("random,evolutionary"), std::string::npos) << table;
}

}  // namespace
}  // namespace mlir_rl
