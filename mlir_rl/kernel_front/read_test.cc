#include "mlir_rl/kernel_front/read.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/testing_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {
namespace {

std::vector<std::string> exampleFiles() {
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::directory_iterator(std::string(MLIR_RL_SOURCE_DIR) + "/examples/kernels"))
    if (entry.path().extension() == ".py") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

Module readText(const std::string &source) {
  Result<Module> module = readKernels(testParser(), source, "test.py");
  EXPECT_TRUE(module) << module.error().message << "\n" << source;
  return module.value_or(Module{});
}

/// The statements of a kernel around `body`.
std::vector<Stmt> readStatements(const std::string &body) {
  Module module = readText(inKernel(body));
  return module.kernels.empty() ? std::vector<Stmt>() : module.kernels[0].body;
}

Expr valueOf(const std::string &expression) {
  std::vector<Stmt> body = readStatements("y = " + expression);
  return body.empty() ? Expr{} : body[0].values[0];
}

TEST(Read, ExamplesPrintAndReadBackAsTheSameTree) {
  std::vector<std::string> files = exampleFiles();
  EXPECT_GE(files.size(), 12U);
  for (const std::string &file : files) {
    Module module = readText(*readFile(file));
    ASSERT_FALSE(module.kernels.empty()) << file;
    std::string text = printModule(module);
    Module again = readText(text);
    EXPECT_EQ(module, again) << file;
    EXPECT_EQ(printModule(again), text) << file;
    EXPECT_EQ(hashModule(module, Likeness::exact), hashModule(again, Likeness::exact)) << file;
  }
}

TEST(Read, ExamplesPrintAsRecorded) {
  for (const std::string &file : exampleFiles()) {
    std::string name = std::filesystem::path(file).stem().string();
    Result<std::string> golden =
        readFile(std::string(MLIR_RL_SOURCE_DIR) + "/mlir_rl/kernel_front/testing/printed/" + name + ".py");
    ASSERT_TRUE(golden) << golden.error().message;
    EXPECT_EQ(printModule(readText(*readFile(file))), *golden) << name;
  }
}

TEST(Read, ThreeHashesOfOneProgramInOtherWords) {
  std::string a = inKernel("y = x * 2.0\na[n] = y"), b = inKernel("z = (x * 3.0)  # other\na[n] = z");
  Module one = readText(a), two = readText(b);
  EXPECT_NE(hashModule(one, Likeness::renamed), hashModule(two, Likeness::renamed));
  EXPECT_EQ(hashModule(one, Likeness::blanked), hashModule(two, Likeness::blanked));
  EXPECT_NE(hashModule(one, Likeness::blanked),
            hashModule(readText(inKernel("y = x + 2.0\na[n] = y")), Likeness::blanked));
}

TEST(Read, LiteralsHaveTheirTypes) {
  EXPECT_EQ(valueOf("1"), intLiteral(1));
  EXPECT_EQ(valueOf("-2147483648"), intLiteral(-2147483648LL));
  EXPECT_EQ(valueOf("1.5"), floatLiteral(1.5));
  EXPECT_EQ(valueOf("0.1").value.real, double(0.1F));
  EXPECT_EQ(valueOf("-(1.0)"), floatLiteral(-1.0));
  EXPECT_EQ(valueOf("True"), boolLiteral(true));
  EXPECT_EQ(valueOf("0x10"), intLiteral(16));
  EXPECT_EQ(valueOf("wp.float64(0.1)"), floatLiteral(0.1, scalarType(Scalar::f64)));
  EXPECT_EQ(valueOf("wp.float64(2)"), floatLiteral(2, scalarType(Scalar::f64)));
  EXPECT_EQ(valueOf("wp.int64(-9223372036854775808)").value.integer, INT64_MIN);
  EXPECT_EQ(valueOf("wp.uint64(18446744073709551615)").value.integer, -1);
  EXPECT_EQ(valueOf("wp.float64(wp.pi)"), floatLiteral(3.14159265358979323846, scalarType(Scalar::f64)));
  EXPECT_EQ(valueOf("wp.float64(-wp.inf)"), floatLiteral(-INFINITY, scalarType(Scalar::f64)));
  EXPECT_EQ(valueOf("wp.int64(wp.static(3 * 4))"), intLiteral(12, scalarType(Scalar::i64)));
  EXPECT_EQ(valueOf("wp.int64(wp.float64(1.0))").row, Builtin::castInt64);
  EXPECT_EQ(valueOf("float(1.0)").row, Builtin::castFloat32);
  EXPECT_EQ(valueOf("wp.float32(1.0)"), valueOf("float(1.0)"));
}

TEST(Read, ExpressionsReadBackFromTheirText) {
  constexpr const char *kExpressions[] = {"-(n * 2 if n > 1 else n)",
                                          "wp.float64(wp.pi)",
                                          "wp.float16(-0.0)",
                                          "-wp.inf",
                                          "+1",
                                          "- -n",
                                          "-wp.int8(5)",
                                          "-wp.uint32(5)",
                                          "wp.int64(n) << wp.int64(3)",
                                          "(1.0 if n > 1 else x) * 2.0",
                                          "not (n > 1 and x < 2.0)",
                                          "(n & 3) + ~n",
                                          "wp.vec3(x, 1.0, -2.0)[n]",
                                          "wp.vec4i(1).w",
                                          "wp.mat22(1.0)[1]",
                                          "points[n][2]",
                                          "-x ** 2.0",
                                          "wp.identity(n=2, dtype=wp.float64)",
                                          "len(a) + a.shape[0]",
                                          "bool(n) == (x > 0.0)",
                                          "int(wp.float64(x))",
                                          "wp.where(n > 0, wp.vec2(), wp.vec2(x))",
                                          "wp.int64(wp.float64(1.0))",
                                          "wp.max(points[0])"};
  for (const std::string text : kExpressions) {
    Module module = readText(inKernel("y = " + text));
    EXPECT_EQ(module, readText(printModule(module))) << text << "\n" << printModule(module);
  }
}

TEST(Read, ComparisonsConvertToFloatsAndFormChains) {
  EXPECT_EQ(valueOf("x < n"), valueOf("x < float(n)"));
  EXPECT_EQ(valueOf("1 <= x"), valueOf("1.0 <= x"));
  EXPECT_EQ(valueOf("wp.float64(x) == x"), valueOf("wp.float64(x) == wp.float64(x)"));
  EXPECT_EQ(valueOf("0 < n <= 3 != x"), valueOf("(0 < n and n <= 3) and 3.0 != x"));
}

TEST(Read, ConstantsAreComputedAsPythonDoes) {
  EXPECT_EQ(valueOf("wp.static(7 // -2)"), intLiteral(-4));
  EXPECT_EQ(valueOf("wp.static(-7 % 3)"), intLiteral(2));
  EXPECT_EQ(valueOf("wp.static(2 ** 10 + 1)"), intLiteral(1025));
  EXPECT_EQ(valueOf("wp.static(1 / 4)"), floatLiteral(0.25));
  EXPECT_EQ(valueOf("wp.static(wp.float64(2.0 * wp.pi))"),
            floatLiteral(2 * 3.14159265358979323846, scalarType(Scalar::f64)));
  Module module = readText("import warp as wp\nA = wp.constant(0.1)\nB = A * 3\nC = wp.constant(wp.uint8(7))\n");
  ASSERT_EQ(module.constants.size(), 3U);
  EXPECT_EQ(module.constants[1].value.real, double(float(0.1 * 3)));
  EXPECT_EQ(module.constants[2].type, scalarType(Scalar::u8));
}

TEST(Read, ConstantsMayCallFunctionsOfNumbers) {
  EXPECT_EQ(valueOf("wp.static(round(2.5) + int(-7 / 2) + max(1, 2, 0) + min(4, 9))"), intLiteral(2 - 3 + 2 + 4));
  EXPECT_EQ(valueOf("wp.static(abs(-3))"), intLiteral(3));
  Module module = readText(
      "import math\nimport warp as wp\n"
      "N, H = 64, 0.5\nW = wp.constant(math.sqrt(N) * H)\nL = int(math.log(8, 2) + 0.1)\nT = "
      "wp.float64(math.ceil(H))\n");
  ASSERT_EQ(module.constants.size(), 5U);
  EXPECT_EQ(module.constants[0].type, kI32);
  EXPECT_EQ(module.constants[2].value.real, 4.0);
  EXPECT_EQ(module.constants[3].value.integer, 3);
  EXPECT_EQ(module.constants[4].type, scalarType(Scalar::f64));
}

TEST(Read, LoopsThatWarpUnrollsAreMarked) {
  EXPECT_TRUE(readStatements("for i in range(16):\n    pass")[0].unrolled);
  EXPECT_FALSE(readStatements("for i in range(17):\n    pass")[0].unrolled);
  EXPECT_TRUE(readStatements("for i in range(30, -2, -2):\n    pass")[0].unrolled);
  EXPECT_FALSE(readStatements("for i in range(n):\n    pass")[0].unrolled);
  EXPECT_FALSE(readStatements("for i in range(4):\n    if i == n:\n        break")[0].unrolled);
  EXPECT_TRUE(readStatements("for i in range(4):\n    while True:\n        break")[0].unrolled);
}

TEST(Read, WhatLoopsMayChange) {
  readStatements("t = float(0.0)\nfor i in range(n):\n    t += 1.0");          // declared
  readStatements("t = 0.0\nfor i in range(4):\n    t += 1.0");                 // unrolled
  readStatements("t = 0.0\nt += x\nfor i in range(n):\n    t += 1.0");         // no literal any more
  readStatements("t = 0.0\nif n > 0:\n    t = 1.0\nwhile n > 1:\n    t = x");  // joined after a branch
  readStatements("for j in range(3):\n    pass\nfor i in range(n):\n    for j in range(3):\n        pass");
  readStatements("for i in range(n):\n    t = 0.0\n    t += x");  // inside
}

TEST(Read, VariablesOfBranchesStay) {
  Module module = readText(inKernel("if n > 0:\n    y = 1.0\nelse:\n    y = 2.0\na[0] = y"));
  ASSERT_EQ(module.kernels[0].variables.size(), 6U);
  EXPECT_EQ(module.kernels[0].variables[5].name, "y");
  EXPECT_EQ(module.kernels[0].parameters, 5);
}

TEST(Read, OverloadsAreChosenByTypes) {
  Module module = readText(
      "import warp as wp\n"
      "@wp.func\ndef f(x: int):\n    return x, x\n"
      "@wp.func\ndef f(x: float):\n    return x\n"
      "@wp.kernel\ndef k(x: float):\n    y = f(x)\n    i, j = f(1)\n");
  ASSERT_EQ(module.kernels.size(), 1U);
  EXPECT_EQ(module.kernels[0].body[0].values[0].id, 1);
  EXPECT_EQ(module.kernels[0].body[1].values[0].id, 0);
  EXPECT_EQ(module.kernels[0].body[1].targets.size(), 2U);
}

TEST(Read, TidCountsTheDimensionsOfTheLaunch) {
  EXPECT_EQ(launchDims(readText(inKernel("i, j, l, m = wp.tid()")).kernels[0]), 4);
  EXPECT_EQ(launchDims(readText(inKernel("a[wp.tid()] = x")).kernels[0]), 1);
  EXPECT_EQ(launchDims(readText(inKernel("a[0] = x")).kernels[0]), 0);
}

TEST(Read, PlacesAreThoseOfTheText) {
  std::vector<Stmt> body = readStatements("y = 1.0\na[0] = y + x");
  EXPECT_EQ(body[1].place.line, 5);
  EXPECT_EQ(body[1].values[0].place.column, 12);
}

TEST(Read, BranchesNestInTheElse) {
  std::vector<Stmt> body =
      readStatements("if n > 0 and n < 4 or n == 7:\n    pass\nelif n == 1:\n    pass\nelse:\n    pass");
  EXPECT_EQ(body[0].values[0].row, Builtin::logicalOr);
  ASSERT_EQ(body[0].otherwise.size(), 1U);
  EXPECT_EQ(body[0].otherwise[0].kind, StmtKind::branch);
}

}  // namespace
}  // namespace mlir_rl::kernel
