#include <gtest/gtest.h>

#include <sstream>

#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_front/testing_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {
namespace {

/// One refusal: a source, and everything that is said about it, "LINE:COLUMN: message" each.
struct Refusal {
  std::string title, source, expected;
};

/// A file of blocks: "=== title", the source, "---", what is expected.
std::vector<Refusal> readRefusals(const std::string &name) {
  Result<std::string> text = readFile(std::string(MLIR_RL_SOURCE_DIR) + "/mlir_rl/kernel_front/testing/" + name);
  EXPECT_TRUE(text);
  std::istringstream lines(text.value_or(""));
  std::vector<Refusal> refusals;
  bool inSource = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("=== ", 0) == 0) {
      refusals.push_back({.title = line.substr(4)});
      inSource = true;
    } else if (line == "---") {
      inSource = false;
    } else {
      (inSource ? refusals.back().source : refusals.back().expected) += line + "\n";
    }
  }
  return refusals;
}

/// Places count from the body's first line and column, which stands `lines` and `columns` further in the source.
std::string said(const Reading &reading, int lines, int columns) {
  std::string text;
  for (const Diagnostic &error : reading.errors)
    text += std::to_string(error.place.line - lines) + ":" + std::to_string(error.place.column - columns) + ": " +
            error.message + "\n";
  return text;
}

void expectRefused(const std::string &file, bool bodies) {
  std::vector<Refusal> refusals = readRefusals(file);
  std::vector<std::string> sources;
  for (const Refusal &refusal : refusals) sources.push_back(bodies ? inKernel(refusal.source) : refusal.source);
  Result<std::vector<nlohmann::json>> trees = testParser().parse(sources);
  ASSERT_TRUE(trees) << trees.error().message;
  EXPECT_GT(refusals.size(), 30U);
  for (size_t i = 0; i < refusals.size(); ++i) {
    EXPECT_NE(refusals[i].expected, "") << refusals[i].title;
    EXPECT_EQ(said(readTree((*trees)[i]), bodies ? 3 : 0, bodies ? 4 : 0), refusals[i].expected) << refusals[i].title;
  }
}

TEST(Refusals, OfStatementsAndExpressions) { expectRefused("refused_bodies.txt", true); }
TEST(Refusals, OfDeclarations) { expectRefused("refused_modules.txt", false); }

TEST(Refusals, NameTheFile) {
  Result<Module> read = readKernels(testParser(), inKernel("y = n + x\nz = 1 + x"), "mine.py");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::usage);
  EXPECT_EQ(read.error().message.rfind("mine.py:4:9: `+`: operands are wp.int32 and wp.float32", 0), 0U);
  EXPECT_NE(read.error().message.find("\nmine.py:5:9: "), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl::kernel
