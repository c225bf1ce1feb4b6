#include "mlir_rl/lower/optimize.h"

#include <gtest/gtest.h>

#include "llvm/AsmParser/Parser.h"
#include "llvm/Support/SourceMgr.h"
#include "mlir_rl/lower/target.h"

namespace mlir_rl {
namespace {

/// Two halves stored to a stack buffer, the second one first, then loaded as one vector: LLVM 22's SROA joins them
/// before the first half is loaded. Where a newer LLVM compiles it, borders.h need not order its stores.
constexpr const char *kJoinedTooEarly = R"(
define void @f(ptr %from, ptr %to) {
  %buffer = alloca [16 x float], align 64
  %second = getelementptr float, ptr %buffer, i64 8
  store <8 x float> zeroinitializer, ptr %second, align 4
  %first = load <8 x float>, ptr %from, align 4
  store <8 x float> %first, ptr %buffer, align 4
  %all = load <16 x float>, ptr %buffer, align 4
  store <16 x float> %all, ptr %to, align 4
  ret void
}
)";

Status optimized(const char *text, const std::string &pipeline) {
  auto machine = targetMachine("native");
  EXPECT_TRUE(machine) << machine.error().message;
  llvm::LLVMContext context;
  llvm::SMDiagnostic problem;
  std::unique_ptr<llvm::Module> module = llvm::parseAssemblyString(text, problem, context);
  EXPECT_TRUE(module) << problem.getMessage().str();
  return optimize(*module, **machine, pipeline);
}

TEST(Optimize, WhatLlvmBreaksIsAnError) {
  EXPECT_TRUE(optimized(kJoinedTooEarly, "O0"));
  for (const char *pipeline : {"fast", "O2"}) {
    Status broken = optimized(kJoinedTooEarly, pipeline);
    ASSERT_FALSE(broken) << pipeline;
    EXPECT_EQ(broken.error().kind, ErrorKind::failed);
    EXPECT_NE(broken.error().message.find("LLVM made invalid IR"), std::string::npos) << broken.error().message;
  }
}

TEST(Optimize, AnUnknownPipelineIsRefused) {
  Status unknown = optimized("", "O9");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace mlir_rl
