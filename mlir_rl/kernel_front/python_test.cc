#include "mlir_rl/kernel_front/python.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_front/testing_test.h"

namespace mlir_rl::kernel {
namespace {

TEST(PythonParser, ServesManySourcesInOneProcess) {
  std::vector<std::string> sources;
  for (int i = 0; i < 500; ++i) sources.push_back("x = " + std::to_string(i));
  for (int batch = 0; batch < 3; ++batch) {
    Result<std::vector<nlohmann::json>> trees = testParser().parse(sources);
    ASSERT_TRUE(trees) << trees.error().message;
    ASSERT_EQ(trees->size(), sources.size());
    EXPECT_EQ((*trees)[499]["body"][0]["value"]["text"], "499");
  }
}

TEST(PythonParser, WhatIsNoPythonIsAnAnswerWithItsPlace) {
  std::string deep(2000, '-');
  Result<std::vector<nlohmann::json>> trees =
      testParser().parse({"x = 1", "if x\n  y", std::string("a\0b", 3), "x = " + deep + "1", "\xff", "y = 2"});
  ASSERT_TRUE(trees) << trees.error().message;
  EXPECT_EQ((*trees)[1]["l"], 1);
  EXPECT_EQ((*trees)[1]["error"], "expected ':'");
  for (int i = 1; i < 4; ++i) EXPECT_TRUE((*trees)[size_t(i)].contains("error")) << i;
  EXPECT_EQ((*trees)[5]["t"], "Module");
}

TEST(PythonParser, StartsAgainAfterItsProcessEnded) {
  PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  ASSERT_TRUE(parser.parse({"x = 1"}));
  parser.stop();
  EXPECT_TRUE(parser.parse({"x = 1"}));
}

TEST(PythonParser, SaysWhatTheMachineLacks) {
  PythonParser noScript({.script = "/nowhere/parse.py"});
  Result<std::vector<nlohmann::json>> trees = noScript.parse({""});
  ASSERT_FALSE(trees);
  EXPECT_EQ(trees.error().kind, ErrorKind::environment);
  EXPECT_NE(trees.error().message.find("/nowhere/parse.py is missing"), std::string::npos);
  PythonParser noPython(
      {.python = "/nowhere/python", .script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  trees = noPython.parse({""});
  ASSERT_FALSE(trees);
  EXPECT_EQ(trees.error().kind, ErrorKind::environment);
  EXPECT_NE(trees.error().message.find("is Python 3.9 or newer installed?"), std::string::npos)
      << trees.error().message;
}

}  // namespace
}  // namespace mlir_rl::kernel
