#include "mlir_rl/generate/generated.h"

#include <gtest/gtest.h>

#include <set>

#include "mlir_rl/generate/dataset.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {
namespace {

std::string textOf(const char *family, ProgramId id) {
  std::optional<GeneratedProgram> program = generateProgram(*findFamily(family), id, Ranges());
  return program ? program->text : "";
}

/// The first `count` programs of each family.
std::vector<GeneratedProgram> sample(int64_t count, const Ranges &ranges = {}) {
  std::vector<GeneratedProgram> programs;
  for (const Family &family : families())
    for (int64_t index = 0; index < count; ++index)
      if (auto program = generateProgram(family, {3, index, 0}, ranges)) programs.push_back(*std::move(program));
  return programs;
}

TEST(GeneratedProgram, IsAPureFunctionOfSeedAndIndex) {
  std::vector<std::string> forwards, backwards;
  for (int64_t index = 0; index < 20; ++index) forwards.push_back(textOf("chain_image", {1, index, 0}));
  for (int64_t index = 20; index-- > 0;) {
    textOf("mlp", {7, index, 0});  // what was made in between does not matter
    backwards.insert(backwards.begin(), textOf("chain_image", {1, index, 0}));
  }
  EXPECT_EQ(forwards, backwards);
  EXPECT_GT(std::set<std::string>(forwards.begin(), forwards.end()).size(), 15u);
  EXPECT_NE(textOf("matmul", {1, 0, 0}), textOf("matmul", {2, 0, 0}));
}

TEST(GeneratedProgram, StaysTheSameFromVersionToVersion) {
  // Names of programs stand in files of times: the same name must go on to mean the same program.
  EXPECT_EQ(hashText(textOf("matmul", {0, 3, 0})), "5a4c77edd4f638a4");
  EXPECT_EQ(hashText(textOf("chain_image", {0, 3, 0})), "cafcf29682c4f14a");
  EXPECT_EQ(hashText(textOf("attention", {0, 3, 1})), "f05c6e18cc059a21");
  std::optional<GeneratedProgram> program = generateProgram(*findFamily("matmul"), {0, 3, 0}, Ranges());
  ASSERT_TRUE(program);
  EXPECT_EQ(program->name(), "matmul_s0_3");
  EXPECT_EQ(generateProgram(*findFamily("matmul"), {0, 3, 2}, Ranges())->name(), "matmul_s0_3_v2");
}

TEST(GeneratedProgram, AVariantHasTheSameStructureAndOtherExtents) {
  int resized = 0;
  for (const Family &family : families())
    for (int64_t index = 0; index < 10; ++index) {
      auto first = generateProgram(family, {3, index, 0}, Ranges());
      auto second = generateProgram(family, {3, index, 1}, Ranges());
      if (!first || !second) continue;
      EXPECT_EQ(first->structure, second->structure) << first->name();
      resized += first->shapes != second->shapes;
    }
  EXPECT_GT(resized, 200);
}

TEST(GeneratedProgram, EveryFamilyIsThereAndWithinTheLimits) {
  Ranges ranges;
  std::set<std::string> seen;
  for (const GeneratedProgram &program : sample(30)) {
    seen.insert(program.family->name);
    EXPECT_LE(program.bytes, ranges.maxMemory * 1048576) << program.name();
    EXPECT_LE(program.seconds, ranges.maxSeconds) << program.name();
    EXPECT_GT(program.seconds, 0) << program.name();
  }
  EXPECT_EQ(seen.size(), families().size());
}

TEST(GeneratedProgram, ExtentsKeepToTheRanges) {
  Ranges ranges;
  ranges.minSize = 100, ranges.maxSize = 133;
  bool odd = false;
  for (const char *family : {"matmul", "matvec"})
    for (int64_t index = 0; index < 50; ++index) {
      auto program = generateProgram(*findFamily(family), {5, index, 0}, ranges);
      ASSERT_TRUE(program);
      for (const Shape &shape : program->shapes)
        for (int64_t extent : shape) {
          EXPECT_GE(extent, 100);
          EXPECT_LE(extent, 133);
          odd |= extent % 2 == 1;
        }
    }
  EXPECT_TRUE(odd);
}

TEST(GeneratedProgram, TightLimitsGiveSmallProgramsOrNone) {
  Ranges ranges;
  ranges.maxSeconds = 1e-3;
  ranges.maxMemory = 1;
  for (const GeneratedProgram &program : sample(5, ranges)) {
    EXPECT_LE(program.seconds, 1e-3) << program.name();
    EXPECT_LE(program.bytes, 1048576) << program.name();
  }
  ranges.maxSeconds = 1e-6;
  EXPECT_FALSE(generateProgram(*findFamily("matmul"), {0, 0, 0}, ranges));
}

TEST(GeneratedProgram, FiveHundredVerifyAndPrepare) {
  std::vector<GeneratedProgram> programs = sample(19);
  ASSERT_GE(programs.size(), 500u);
  int fanOut = 0;
  for (const GeneratedProgram &program : programs) {
    Result<DatasetItem> item = examine(program);
    ASSERT_TRUE(item) << program.name() << ": " << item.error().message << "\n" << program.text;
    EXPECT_GE(item->row.tasks.size(), 1u);
    fanOut += program.structure.rfind("v") != program.structure.find("v", program.structure.find("return"));
    if (program.family->kind == FamilyKind::single && std::string(program.family->name) != "transpose") {
      EXPECT_GT(item->row.flops, 0) << program.name();
    }
  }
  EXPECT_GT(fanOut, 10);  // chains that return more than one value
}

TEST(Ranges, BadOnesAreNamed) {
  Ranges ranges;
  EXPECT_TRUE(ranges.check());
  ranges.kernels = {"3", "4"};
  EXPECT_EQ(ranges.check().error().message, "--kernels: 4 is no odd number from 1 to 31");
  ranges.kernels = {"3"};
  ranges.minSpatial = 300;
  EXPECT_EQ(ranges.check().error().message, "--min-spatial 300 is above --max-spatial 224");
}

}  // namespace
}  // namespace mlir_rl
