#include "mlir_rl/support/flags.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace mlir_rl {
namespace {

struct Sample {
  std::string file;
  std::vector<std::string> schedules;
  std::vector<std::string> emit = {"schedule"};
  int64_t trials = 64;
  bool json = false;

  std::vector<Option> rows() {
    return {{.name = "file", .value = &file, .positional = true, .required = true, .help = "Program"},
            {.name = "schedule", .value = &schedules, .help = "A schedule"},
            {.name = "emit", .value = &emit, .choices = {"schedule", "obj"}, .commas = true, .help = "Kinds"},
            {.name = "trials", .value = &trials, .letter = 'n', .min = 0, .unit = "candidates", .help = "Trials"},
            {.name = "json", .value = &json, .help = "Print JSON"}};
  }
};

Status parse(Sample &sample, const std::string &line, std::string *help = nullptr) {
  CLI::App app;
  addFlags(app, sample.rows());
  if (help) *help = app.help();
  try {
    app.parse(line);
  } catch (const CLI::ParseError &error) {
    return badUsage(error.what());
  }
  return applyFlags(app, sample.rows());
}

TEST(Flags, SetOptions) {
  Sample sample;
  auto status = parse(sample, "--schedule \"tile[1, 2]\" -n 7 --schedule b --json --emit obj,schedule in.mlir");
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(sample.file, "in.mlir");
  EXPECT_EQ(sample.schedules, (std::vector<std::string>{"tile[1, 2]", "b"}));
  EXPECT_EQ(sample.emit, (std::vector<std::string>{"obj", "schedule"})) << "a flag replaces the default";
  EXPECT_EQ(sample.trials, 7);
  EXPECT_TRUE(sample.json);
}

TEST(Flags, ListOfPositionals) {
  std::vector<std::string> files;
  int count = 3;
  std::vector<Option> rows = {{.name = "files", .value = &files, .positional = true, .help = "Programs"},
                              {.name = "count", .value = &count, .help = "How many"}};
  CLI::App app;
  addFlags(app, rows);
  app.parse("a.mlir --count 5 b.mlir c.mlir");
  ASSERT_TRUE(applyFlags(app, rows));
  EXPECT_EQ(files, (std::vector<std::string>{"a.mlir", "b.mlir", "c.mlir"}));
  EXPECT_EQ(count, 5);
}

TEST(Flags, NotGivenKeepsDefaults) {
  Sample sample;
  ASSERT_TRUE(parse(sample, "in.mlir"));
  EXPECT_EQ(sample.trials, 64);
  EXPECT_EQ(sample.emit.size(), 1u);
  EXPECT_FALSE(sample.json);
}

TEST(Flags, Errors) {
  Sample sample;
  EXPECT_FALSE(parse(sample, "")) << "file is required";
  EXPECT_FALSE(parse(sample, "in.mlir --trials"));
  EXPECT_FALSE(parse(sample, "in.mlir --trials -1"));
  EXPECT_FALSE(parse(sample, "in.mlir --trials 1 --trials 2")) << "given twice";
  EXPECT_FALSE(parse(sample, "in.mlir more"));
  EXPECT_FALSE(parse(sample, "in.mlir --emit nothing"));
}

TEST(Flags, HelpShowsRangeUnitAndDefault) {
  Sample sample;
  std::string help;
  ASSERT_TRUE(parse(sample, "in.mlir", &help));
  EXPECT_NE(help.find("-n,--trials CANDIDATES"), std::string::npos) << help;
  EXPECT_NE(help.find("Trials (at least 0, default 64)"), std::string::npos) << help;
}

}  // namespace
}  // namespace mlir_rl
