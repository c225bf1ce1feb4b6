#include "mlir_rl/program/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

using ::testing::HasSubstr;

constexpr const char *kAdd = R"(
  func.func @main(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) -> tensor<2x3xf32> {
    %e = tensor.empty() : tensor<2x3xf32>
    %r = linalg.add ins(%a, %b : tensor<2x3xf32>, tensor<2x3xf32>) outs(%e : tensor<2x3xf32>) -> tensor<2x3xf32>
    return %r : tensor<2x3xf32>
  })";

Result<Program> parse(const std::string &text, const ParseOptions &options = {}) {
  return parseProgram(text, "file.mlir", options);
}

/// The message; "" when it parses.
std::string errorOf(const std::string &text, const ParseOptions &options = {}) {
  Result<Program> program = parse(text, options);
  if (program) return "";
  EXPECT_EQ(program.error().kind, ErrorKind::usage);
  return program.error().message;
}

std::string functionNamed(const std::string &head) {
  return "func.func " + head + "(%a: tensor<2xf32>) -> tensor<2xf32> { return %a : tensor<2xf32> }\n";
}

TEST(Parse, KnowsNameEntryAndArguments) {
  Result<Program> program = parse(kAdd);
  ASSERT_TRUE(program) << program.error().message;
  EXPECT_EQ(program->name(), "file.mlir");
  EXPECT_EQ(program->entry(), "main");
  std::vector<Argument> arguments = {{"arg0", ElementType::f32, {2, 3}, false},
                                     {"arg1", ElementType::f32, {2, 3}, false},
                                     {"result0", ElementType::f32, {2, 3}, true}};
  EXPECT_EQ(program->arguments(), arguments);
}

TEST(Parse, TextParsesToTheSameProgram) {
  Result<Program> program = parse(kAdd);
  ASSERT_TRUE(program);
  Result<Program> again = parse(program->text());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->text(), program->text());
  EXPECT_EQ(again->hash(), program->hash());
}

TEST(Parse, HashesTellProgramsApartNotTheirLayout) {
  Result<Program> one = parse(kAdd), spaced = parse(std::string("\n\n// a comment\n") + kAdd);
  ASSERT_TRUE(one && spaced);
  EXPECT_EQ(one->hash().size(), 16u);
  EXPECT_EQ(one->hash(), spaced->hash());
  std::string two = functionNamed("@f") + functionNamed("@g");
  Result<Program> f = parse(two, {.entry = "f"}), g = parse(two, {.entry = "g"});
  ASSERT_TRUE(f && g);
  EXPECT_NE(f->hash(), g->hash()) << "the entry is part of a program";
}

TEST(Parse, ClonesAreProgramsOfTheirOwn) {
  Result<Program> program = parse(kAdd);
  ASSERT_TRUE(program);
  Program copy = program->clone();
  std::string text = program->text();
  *program = Program(copy.clone());
  EXPECT_EQ(copy.text(), text);
  EXPECT_EQ(copy.arguments(), program->arguments());
}

TEST(Entry, IsMainOrTheOnlyPublicFunctionOrTheOneNamed) {
  Result<Program> only = parse(functionNamed("private @helper") + functionNamed("@forward"));
  ASSERT_TRUE(only) << only.error().message;
  EXPECT_EQ(only->entry(), "forward");
  Result<Program> main = parse(functionNamed("@other") + functionNamed("@main"));
  ASSERT_TRUE(main) << main.error().message;
  EXPECT_EQ(main->entry(), "main");
  Result<Program> named = parse(functionNamed("private @other") + functionNamed("@main"), {.entry = "other"});
  ASSERT_TRUE(named) << named.error().message;
  EXPECT_EQ(named->entry(), "other");
}

TEST(Entry, MissingAndAmbiguousAreSaid) {
  EXPECT_EQ(errorOf(functionNamed("@f") + functionNamed("@g")),
            "file.mlir: several functions could be the entry (@f, @g): choose one with --entry NAME");
  EXPECT_EQ(errorOf(functionNamed("@f"), {.entry = "g"}),
            "file.mlir: there is no function @g with a body; there are @f");
  EXPECT_EQ(errorOf(functionNamed("private @f")), "file.mlir: there is no public function to optimise");
  EXPECT_EQ(errorOf("module {}", {.entry = "main"}),
            "file.mlir: there is no function @main with a body; there is none at all");
  EXPECT_THAT(errorOf("func.func private @main(tensor<2xf32>) -> tensor<2xf32>"), HasSubstr("no public function"));
}

TEST(Syntax, ErrorsNameTheirPlace) {
  EXPECT_THAT(errorOf("module {\n  hello\n}"), HasSubstr("file.mlir:2:3: "));
  // In both of an op's forms; mlir-opt's hint at a flag of its own is left out.
  const std::string expected = "Expected linalg on tensors, as torch-mlir prints it";
  EXPECT_THAT(errorOf("func.func @main() {\n  \"stablehlo.add\"() : () -> ()\n  return\n}"),
              testing::AllOf(HasSubstr("file.mlir:2:"), HasSubstr("unregistered dialect\n" + expected)));
  EXPECT_THAT(errorOf("func.func @main() {\n  stablehlo.add\n  return\n}"),
              testing::AllOf(HasSubstr("file.mlir:2:3: "), HasSubstr("stablehlo"), HasSubstr(expected)));
  std::string unverified = kAdd;
  unverified.replace(unverified.find("2x3xf32>, %b"), 7, "2x4xf32");
  EXPECT_THAT(errorOf(unverified), HasSubstr("file.mlir:4:"));
}

TEST(Types, OnlyStaticTensorsOfNumbersAreTaken) {
  EXPECT_EQ(errorOf("func.func @main(%a: tensor<?xf32>) { return }"),
            "file.mlir: argument arg0 has a dynamic shape, tensor<?xf32>: export the model with fixed shapes");
  EXPECT_THAT(errorOf("func.func @main(%a: tensor<*xf32>) { return }"), HasSubstr("dynamic shape"));
  EXPECT_EQ(errorOf("func.func @main(%a: tensor<2xf32>, %b: f32) { return }"),
            "file.mlir: argument arg1 is f32, expected a tensor of floats or integers");
  EXPECT_THAT(errorOf("func.func @main(%a: tensor<2xcomplex<f32>>) { return }"),
              HasSubstr("argument arg0 is tensor<2xc"));
  EXPECT_THAT(errorOf("func.func @main(%a: tensor<2xi4>) { return }"), HasSubstr("argument arg0 is tensor<2xi4>"));
  EXPECT_THAT(errorOf("func.func @main(%a: index) -> index { return %a : index }"),
              HasSubstr("argument arg0 is index"));
  EXPECT_THAT(errorOf("func.func @main() -> f32 {\n %a = arith.constant 0.0 : f32\n return %a : f32\n}"),
              HasSubstr("result 0 is f32"));
}

TEST(Types, DynamicShapesInsideNameTheirOp) {
  EXPECT_EQ(errorOf("func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {\n"
                    "  %d = tensor.cast %a : tensor<4xf32> to tensor<?xf32>\n"
                    "  %s = tensor.cast %d : tensor<?xf32> to tensor<4xf32>\n"
                    "  return %s : tensor<4xf32>\n}"),
            "file.mlir:2:8: 'tensor.cast' has a dynamic shape, tensor<?xf32>: only static shapes are supported");
}

TEST(Types, EveryElementTypeIsRead) {
  std::vector<std::pair<const char *, ElementType>> types = {
      {"f16", ElementType::f16}, {"bf16", ElementType::bf16},  {"f32", ElementType::f32}, {"f64", ElementType::f64},
      {"i1", ElementType::i1},   {"i8", ElementType::i8},      {"i16", ElementType::i16}, {"i32", ElementType::i32},
      {"i64", ElementType::i64}, {"index", ElementType::index}};
  for (auto [name, type] : types) {
    std::string tensor = std::string("tensor<2x") + name + ">";
    Result<Program> program =
        parse("func.func @main(%a: " + tensor + ") -> " + tensor + " { return %a : " + tensor + " }");
    ASSERT_TRUE(program) << program.error().message;
    EXPECT_EQ(program->arguments().at(0).type, type) << name;
    EXPECT_EQ(program->arguments().at(1).type, type) << name;
  }
}

TEST(Types, WhatDoesNotFitIntoMemoryIsRefused) {
  // Two arguments and the largest value inside: 3 * 24 bytes.
  EXPECT_EQ(errorOf(kAdd, {.maxBytes = 72}), "");
  EXPECT_THAT(errorOf(kAdd, {.maxBytes = 71}), HasSubstr("file.mlir: its tensors need"));
  EXPECT_THAT(errorOf("func.func @main(%a: tensor<1000000000x1000000000xf32>) { return }"),
              HasSubstr("MB, more than the"));
}

TEST(Read, FilesThatAreNotThereAreSaid) {
  Result<Program> program = readProgram(::testing::TempDir() + "/no_such.mlir", {});
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().kind, ErrorKind::usage);
  EXPECT_THAT(program.error().message, testing::AllOf(HasSubstr("cannot read"), HasSubstr("no_such.mlir")));
}

TEST(Read, FilesAreNamedAsGiven) {
  std::string path = std::string(MLIR_RL_SOURCE_DIR) + "/benchmarks/ops/matmul_512.mlir";
  Result<Program> program = readProgram(path, {});
  ASSERT_TRUE(program) << program.error().message;
  EXPECT_EQ(program->name(), path);
}

}  // namespace
}  // namespace mlir_rl
