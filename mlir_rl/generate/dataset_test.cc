#include "mlir_rl/generate/dataset.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

struct Made {
  std::vector<DatasetItem> items;
  DatasetResult result;

  std::set<std::string> names() const {
    std::set<std::string> all;
    for (const DatasetItem &item : items) all.insert(item.row.name);
    return all;
  }
};

Made make(const DatasetOptions &options, const HeldOut &suites = {}, int64_t stopAfter = 1 << 30) {
  Made made;
  auto accept = [&](DatasetItem item) {
    made.items.push_back(std::move(item));
    return Status();
  };
  auto stop = [&] { return int64_t(made.items.size()) >= stopAfter; };
  Result<DatasetResult> result = makeDataset(options, suites, accept, stop);
  EXPECT_TRUE(result) << result.error().message;
  made.result = *result;
  return made;
}

std::map<std::string, std::set<Split>> splitsBy(
    const Made &made, const std::function<std::vector<std::string>(const ManifestRow &)> &of) {
  std::map<std::string, std::set<Split>> splits;
  for (const DatasetItem &item : made.items)
    for (const std::string &key : of(item.row)) splits[key].insert(item.row.split);
  return splits;
}

TEST(Dataset, SplitsShareNoShapeFamilyAndNoStructure) {
  DatasetOptions options{.samples = 300, .seed = 11};
  Made made = make(options);
  EXPECT_EQ(made.result.made[Split::train], 300);
  EXPECT_EQ(made.result.made[Split::validation], 30);
  EXPECT_EQ(made.result.made[Split::test], 60);
  auto families = splitsBy(made, [](const ManifestRow &row) { return row.shapeFamilies; });
  EXPECT_GT(families.size(), 100u);
  for (const auto &[family, splits] : families) EXPECT_EQ(splits.size(), 1u) << family;
  auto structures = splitsBy(made, [&](const ManifestRow &row) -> std::vector<std::string> {
    auto program = generateProgram(*findFamily(row.family), row.id, options.ranges);
    if (program->family->kind == FamilyKind::single) return {};
    return {program->structure};
  });
  for (const auto &[structure, splits] : structures) EXPECT_EQ(splits.size(), 1u) << structure;
}

TEST(Dataset, HoldsNoProgramTwice) {
  Made made = make({.samples = 150, .validationSamples = 0, .operations = {"relu", "matmul"}, .seed = 2});
  std::set<std::string> hashes, texts;
  for (const DatasetItem &item : made.items) {
    EXPECT_TRUE(hashes.insert(item.row.hash).second) << item.row.name;
    EXPECT_TRUE(texts.insert(item.text).second) << item.row.name;
  }
}

TEST(Dataset, DealsProgramsToFamiliesInTurns) {
  Made made = make({.samples = 54, .testSamples = 27, .validationSamples = 0});
  std::map<std::pair<std::string, Split>, int> counts;
  for (const DatasetItem &item : made.items) ++counts[{item.row.family, item.row.split}];
  for (const Family &family : families()) {
    EXPECT_EQ((counts[{family.name, Split::train}]), 2) << family.name;
    EXPECT_EQ((counts[{family.name, Split::test}]), 1) << family.name;
  }
}

TEST(Dataset, EveryFamilyReachesEverySplit) {
  Made made = make({.samples = 270, .testSamples = 54, .validationSamples = 54, .seed = 4});
  EXPECT_TRUE(made.result.missing.empty()) << made.result.missing.begin()->first;
}

TEST(Dataset, OtherFamiliesDoNotChangeAProgram) {
  Made all = make({.samples = 54, .seed = 9}), some = make({.samples = 10, .operations = {"gelu"}, .seed = 9});
  std::map<std::string, std::string> texts;
  for (const DatasetItem &item : all.items) texts[item.row.name] = item.text;
  int shared = 0;
  for (const DatasetItem &item : some.items) {
    EXPECT_EQ(item.row.family, "gelu");
    if (texts.contains(item.row.name)) {
      ++shared;
      EXPECT_EQ(texts[item.row.name], item.text);
    }
  }
  EXPECT_GT(shared, 0);
}

TEST(Dataset, SuitesAreKeptOut) {
  DatasetOptions options{.samples = 20, .operations = {"matmul", "conv_block"}};
  Made before = make(options);
  HeldOut suite;
  for (int i : {0, 10, 20}) suite.insert(before.items[size_t(i)].row.tasks.front());
  Made after = make(options, suite);
  EXPECT_EQ(after.items.size(), before.items.size());
  EXPECT_GE(after.result.refused["task of a suite"], 3);
  for (const DatasetItem &item : after.items)
    for (const std::string &task : item.row.tasks) EXPECT_FALSE(suite.contains(task)) << item.row.name;
}

TEST(Dataset, TasksOfTheBenchmarksAreFound) {
  Result<HeldOut> ops = tasksOfSuites(MLIR_RL_SOURCE_DIR "/benchmarks/ops");
  ASSERT_TRUE(ops) << ops.error().message;
  EXPECT_EQ(ops->size(), 20u);
  EXPECT_EQ(tasksOfSuites("/nowhere").error().kind, ErrorKind::usage);
}

TEST(Dataset, AManifestNamesTasksOfProgramsThatAreNotThere) {
  TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder.path() + "/broken.mlir", "the manifest is read instead"));
  ASSERT_TRUE(writeFile(folder.path() + "/manifest.jsonl", "{\"tasks\":[\"a\",\"b\"]}\n{\"tasks\":[\"b\"]}\n"));
  EXPECT_EQ(tasksOfSuites(folder.path()).value(), HeldOut({"a", "b"}));
  for (const char *line : {"{\"name\":\"x\"}", "{\"tasks\":[1]}", "no JSON", "7"}) {
    ASSERT_TRUE(writeFile(folder.path() + "/manifest.jsonl", line));
    Result<HeldOut> none = tasksOfSuites(folder.path());
    ASSERT_FALSE(none) << line;
    EXPECT_EQ(none.error().kind, ErrorKind::usage);
    EXPECT_NE(none.error().message.find("manifest.jsonl:1: "), std::string::npos) << none.error().message;
  }
}

TEST(Dataset, ResizedVariantsStayInTraining) {
  Made made = make({.samples = 108, .seed = 6, .augment = 0.3});
  int variants = 0;
  for (const DatasetItem &item : made.items) {
    if (item.row.id.variant == 0) continue;
    ++variants;
    EXPECT_EQ(item.row.split, Split::train);
    ProgramId base = item.row.id;
    base.variant = 0;
    auto first = generateProgram(*findFamily(item.row.family), base, Ranges());
    EXPECT_TRUE(made.names().contains(first->name())) << item.row.name;
  }
  EXPECT_NEAR(variants, 0.3 * 108, 14);
  EXPECT_EQ(made.result.made[Split::train], 108);
}

TEST(Dataset, WhatAnInterruptedRunMadeIsAPartOfTheWhole) {
  DatasetOptions options{.samples = 54};
  Made whole = make(options), part = make(options, {}, 20);
  EXPECT_TRUE(part.result.interrupted);
  EXPECT_EQ(part.items.size(), 20u);
  std::set<std::string> all = whole.names(), some = part.names();
  EXPECT_TRUE(std::includes(all.begin(), all.end(), some.begin(), some.end()));
}

TEST(Dataset, RangesThatHoldTooFewProgramsAreNotSearchedForever) {
  DatasetOptions options{.samples = 50, .testSamples = 0, .validationSamples = 0, .operations = {"matvec"}};
  options.ranges.minSize = 64, options.ranges.maxSize = 66;
  Made made = make(options);
  EXPECT_LE(made.items.size(), 9u);
  EXPECT_EQ(made.result.missing["matvec train"], 50 - int64_t(made.items.size()));
}

}  // namespace
}  // namespace mlir_rl
