// What the texts of compiled kernels look like.

#include <regex>

#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir_rl/kernel_lower/agreement_test.h"
#include "mlir_rl/kernel_lower/codegen.h"
#include "mlir_rl/kernel_lower/to_llvm.h"
#include "mlir_rl/kernel_run/trees_test.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel::testing {
namespace {

using B = Builtin;
constexpr Form kTexts[] = {Form::mlir,   Form::mlirGpu, Form::mlirLlvm, Form::llvmO0, Form::llvmO1,
                           Form::llvmO2, Form::llvmO3,  Form::assembly, Form::ptx};

Type arrayOf(const Type &element, int dims = 1) { return arrayType(element, dims); }

/// y[i] = a * x[i] + y[i]
Module axpy() {
  Making f("axpy");
  Expr a = f.parameter("a", kF32), x = f.parameter("x", arrayOf(kF32)), y = f.parameter("y", arrayOf(kF32));
  Expr i = f.local("i", kI32);
  f.add(assign(i, tid()));
  f.add(assign(element(y, {i}), op(B::add, {op(B::mul, {a, element(x, {i})}), element(y, {i})})));
  return {.kernels = {f.function}};
}

/// The first element of a row that is above a limit, by a function with a loop that breaks.
Module find() {
  Making first("first");
  Expr row = first.parameter("row", arrayOf(kF32)), limit = first.parameter("limit", kF32);
  Expr at = first.local("at", kI32), k = first.local("k", kI32);
  first.function.results = {kI32};
  first.add(assign(at, i32(-1)));
  Expr extent = {.kind = ExprKind::shape, .type = kI32, .operands = {row}};
  first.add(forLoop(k, {i32(0), extent, i32(1)},
                    {branch(op(B::greater, {element(row, {k}), limit}), {assign(at, k), plain(StmtKind::breakLoop)})}));
  first.add(giveBack({at}));
  Making f("find");
  Expr rows = f.parameter("rows", arrayOf(kF32, 2)), found = f.parameter("found", arrayOf(kI32));
  Expr i = f.local("i", kI32);
  f.add(assign(i, tid()));
  f.add(assign(element(found, {i}), call(0, kI32, {element(rows, {i}), f32(0.5)})));
  return {.functions = {first.function}, .kernels = {f.function}};
}

/// A struct in memory, a vector and a matrix.
Module turn() {
  Type vec2 = vectorType(2, Scalar::f32), mat22 = matrixType(2, 2, Scalar::f32);
  Struct body = {"Body", {{"at", vec2, {}}, {"alive", kBool, {}}}, {}};
  Making f("turn");
  Expr bodies = f.parameter("bodies", arrayOf(structType(0))), by = f.parameter("by", mat22);
  Expr i = f.local("i", kI32), p = f.local("p", structType(0));
  f.add(assign(i, tid()));
  f.add(assign(p, element(bodies, {i})));
  Stmt move = assign(field(element(bodies, {i}), 0, vec2), op(B::mul, {by, field(p, 0, vec2)}));
  f.add(branch(field(p, 1, kBool), {move}));
  return {.structs = {body}, .kernels = {f.function}};
}

/// Functions of the C library, and a range that falls.
Module waves() {
  Making f("waves");
  Expr x = f.parameter("x", arrayOf(scalarType(Scalar::f64), 2)), i = f.local("i", kI32), j = f.local("j", kI32);
  Expr k = f.local("k", kI32);
  f.add(assignMany({i, j}, tids(2)));
  Expr at = element(x, {i, j});
  Stmt step = assign(at, op(B::pow, {op(B::sinOf, {at}), op(B::floorOf, {at})}));
  f.add(forLoop(k, {j, i32(0), i32(-2)}, {step}));
  return {.kernels = {f.function}};
}

Compiled compiled(const Module &module) {
  Result<Compiled> result = compiler().compile(module, 0);
  EXPECT_TRUE(result) << result.error().message;
  return std::move(*result);
}

/// All texts, one after the other.
std::string allTexts(const Compiled &kernel) {
  std::string all;
  for (Form form : kTexts) all += kernel.text(form) ? *kernel.text(form) : kernel.whyNot(form);
  return all;
}

void expectGolden(const std::string &name, const Module &module, std::initializer_list<Form> forms) {
  std::string text;
  Compiled kernel = compiled(module);
  for (Form form : forms) {
    ASSERT_TRUE(kernel.text(form)) << kernel.whyNot(form);
    text += std::string("=== ") + rowOf(form).name + "\n" + *kernel.text(form);
  }
  std::string path = std::string(MLIR_RL_SOURCE_DIR) + "/mlir_rl/kernel_lower/testing/" + name + ".txt";
  if (std::getenv("MLIR_RL_WRITE_GOLDENS")) {
    ASSERT_TRUE(writeFile(path, text));
  }
  EXPECT_EQ(text, readFile(path).value_or("")) << "with MLIR_RL_WRITE_GOLDENS=1 set the test writes " << path;
}

TEST(Texts, AreAsTheGoldensSay) {
  expectGolden("axpy", axpy(), {Form::mlir, Form::mlirGpu, Form::mlirLlvm, Form::llvmO0, Form::llvmO1, Form::ptx});
  expectGolden("find", find(), {Form::mlir, Form::llvmO0});
  expectGolden("turn", turn(), {Form::mlir, Form::mlirGpu, Form::llvmO0});
  expectGolden("waves", waves(), {Form::mlir, Form::mlirLlvm});
}

TEST(Texts, DoNotDependOnWhatWasCompiledBefore) {
  std::string alone = allTexts(compiled(turn()));
  for (const Module &other : {axpy(), find(), waves()}) compiled(other);
  EXPECT_EQ(allTexts(compiled(turn())), alone);
  KernelCompiler fresh = std::move(*KernelCompiler::create());
  EXPECT_EQ(allTexts(*fresh.compile(turn(), 0)), alone);
}

TEST(Texts, CallsOfPtxAreNumberedFromTheFirst) {
  EXPECT_EQ(lowering::withCallsNumbered("{ // callseq 12, 0\n} // callseq 12\nprototype_14 : x\n{ // callseq 13, 8"),
            "{ // callseq 0, 0\n} // callseq 0\nprototype_1 : x\n{ // callseq 2, 8");
  EXPECT_EQ(lowering::withCallsNumbered("ret;"), "ret;");
}

TEST(Texts, NameNoFileAndNoMachine) {
  for (const Module &module : {axpy(), find(), turn(), waves()}) {
    std::string all = allTexts(compiled(module));
    for (const char *word : {"/tmp", "/home", "/usr", ".cc", "ModuleID", "source_filename", "loc(", "native"})
      EXPECT_EQ(all.find(word), std::string::npos) << word;
  }
}

TEST(Texts, OfMlirParseAndAreValid) {
  mlir::MLIRContext context;
  lowering::loadDialects(context);
  for (const Module &module : {axpy(), find(), turn(), waves()}) {
    Compiled kernel = compiled(module);
    for (Form form : {Form::mlir, Form::mlirGpu, Form::mlirLlvm}) {
      auto parsed = mlir::parseSourceString<mlir::ModuleOp>(*kernel.text(form), &context);
      ASSERT_TRUE(parsed) << *kernel.text(form);
      EXPECT_TRUE(succeeded(mlir::verify(*parsed))) << *kernel.text(form);
    }
  }
}

TEST(Texts, CallTheCLibraryWithoutLeaveToReplaceIt) {
  Compiled kernel = compiled(waves());
  for (Form form : {Form::llvmO0, Form::llvmO1, Form::llvmO2, Form::llvmO3}) {
    const std::string &text = *kernel.text(form);
    for (const char *name : {"sin", "pow"})
      EXPECT_NE(text.find(std::string("call double @") + name + "("), std::string::npos) << text;
    EXPECT_EQ(text.find("llvm.sin"), std::string::npos);
    EXPECT_NE(text.find("@llvm.floor"), std::string::npos);
    std::smatch attributes;
    ASSERT_TRUE(std::regex_search(text, attributes, std::regex("declare double @sin\\(double\\)[^#\n]*(#\\d+)")));
    EXPECT_TRUE(std::regex_search(text, std::regex("attributes " + attributes[1].str() + " = \\{[^}]*nobuiltin")));
  }
}

TEST(Texts, OfFormsThatAreNotThereHaveAReason) {
  Compiled kernel = compiled(waves());
  EXPECT_EQ(kernel.text(Form::ptx), nullptr);
  EXPECT_EQ(kernel.whyNot(Form::ptx), "it calls functions of libdevice: __nv_sin, __nv_pow");
  EXPECT_EQ(kernel.text(Form::cpp), nullptr);
  EXPECT_NE(kernel.whyNot(Form::cpp), "");
  EXPECT_EQ(kernel.whyNot(Form::mlir), "");
}

TEST(Texts, NamesOfTheCLibraryAreNotTheKernels) {
  Module module = axpy();
  module.kernels[0].name = "sinf";
  Compiled kernel = compiled(module);
  EXPECT_NE(kernel.text(Form::mlir)->find("@sinf_("), std::string::npos);
  EXPECT_NE(kernel.text(Form::ptx)->find(".entry sinf_("), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
