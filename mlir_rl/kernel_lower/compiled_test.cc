#include "mlir_rl/kernel_lower/compiled.h"

#include "mlir_rl/kernel_lower/agreement_test.h"
#include "mlir_rl/kernel_run/out_test.h"

namespace mlir_rl::kernel::testing {
namespace {

using B = Builtin;

/// out[i] = i in a launch of `dims` dimensions, i the first part of the index; out[0] = 7 for none.
Module indices(int dims) {
  Out kernel;
  std::vector<Expr> parts;
  for (int i = 0; i < dims; ++i) parts.push_back(kernel.local("i" + std::to_string(i), kI32));
  if (dims == 1) kernel.add(assign(parts[0], tid()));
  if (dims > 1) kernel.add(assignMany(parts, tids(dims)));
  if (dims == 0)
    kernel.add(update(B::add, kernel.at(0), i32(7)));
  else
    kernel.add(assign(kernel.at(parts[0]), parts.back()));
  return kernel.module();
}

Compiled compiled(const Module &module) { return std::move(*compiler().compile(module, 0)); }

std::string problem(const Status &status) { return status ? "" : status.error().message; }

TEST(Compiled, KernelsThatNeverAskRunOnceForEachThread) {
  Compiled kernel = compiled(indices(0));
  for (int i = 0; i < kNumVariants; ++i) {
    Buffer out = numbers(kI32, {1});
    ASSERT_TRUE(kernel.run(Variant(i), {{2, 3}}, std::vector{arrayArgument(out)}));
    EXPECT_EQ(contents(out), std::vector<double>{42}) << variantName(Variant(i));
  }
}

TEST(Compiled, LaunchesOfNoThreadsDoNothing) {
  Compiled kernel = compiled(indices(2));
  for (int i = 0; i < kNumVariants; ++i) {
    Buffer out = numbers(kI32, {1}, {5});
    ASSERT_TRUE(kernel.run(Variant(i), {{0, 3}}, std::vector{arrayArgument(out)}));
    ASSERT_TRUE(kernel.run(Variant(i), {{3, 0}}, std::vector{arrayArgument(out)}));
    EXPECT_EQ(contents(out), std::vector<double>{5});
  }
}

TEST(Compiled, MoreThreadsThanABlockHas) {
  Compiled kernel = compiled(indices(1));
  Buffer out = numbers(kI32, {1000});
  ASSERT_TRUE(kernel.run(Variant::gpu, {{1000}}, std::vector{arrayArgument(out)}));
  EXPECT_EQ(out.value(999).integer, 999);
}

TEST(Compiled, OtherLaunchesAreRefused) {
  Compiled kernel = compiled(indices(2));
  Buffer out = numbers(kI32, {4});
  std::vector<Argument> arguments = {arrayArgument(out)};
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{4}}, arguments)), "kernel is for a launch of 2 dimensions, not 1");
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{}}, arguments)), "a launch has 1 to 4 dimensions");
  EXPECT_NE(problem(kernel.run(Variant::o0, {{-1, 2}}, arguments)), "");
}

TEST(Compiled, OtherArgumentsAreRefused) {
  Compiled kernel = compiled(indices(1));
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{1}}, {})), "kernel takes 1 arguments, not 0");
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{1}}, std::vector{scalarArgument({.integer = 3}, Scalar::i32)})),
            "argument 0 of kernel is no wp.array(dtype=wp.int32)");
}

TEST(Compiled, ArraysWithGapsAreRefused) {
  Compiled kernel = compiled(indices(1));
  Buffer out = numbers(kI32, {8});
  ArrayView view = viewOf(out);
  view.shape[0] = 4;
  view.strides[0] = 8;
  Argument argument = arrayArgument(out);
  std::memcpy(argument.bytes.data(), &view, sizeof view);
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{4}}, std::vector{argument})),
            "argument 0 of kernel is an array with gaps between its elements");
  // A stride that is never taken does not matter.
  view.shape[0] = 1;
  std::memcpy(argument.bytes.data(), &view, sizeof view);
  EXPECT_EQ(problem(kernel.run(Variant::o0, {{1}}, std::vector{argument})), "");
}

TEST(Compiled, OutlivesItsCompiler) {
  std::optional<KernelCompiler> own = std::move(*KernelCompiler::create());
  Compiled kernel = std::move(*own->compile(indices(1), 0));
  own.reset();
  Buffer out = numbers(kI32, {3});
  ASSERT_TRUE(kernel.run(Variant::o3, {{3}}, std::vector{arrayArgument(out)}));
  EXPECT_EQ(contents(out), (std::vector<double>{0, 1, 2}));
}

TEST(Compiled, ParametersOfAllTypesArriveAsTheyAre) {
  Making kernel("kernel");
  std::vector<Expr> values;
  std::vector<Buffer> buffers;
  for (int scalar = 0; scalar < kNumScalars; ++scalar)
    for (const Type &type :
         {scalarType(Scalar(scalar)), vectorType(3, Scalar(scalar)), matrixType(2, 5, Scalar(scalar))}) {
      values.push_back(kernel.parameter("p" + std::to_string(values.size()), type));
      buffers.push_back(makeBuffer(Layout(Module()), type, {1}));
      fill(buffers.back(), {.low = -100, .high = 100}, values.size());
    }
  for (size_t i = 0; i < values.size(); ++i) {
    buffers.push_back(makeBuffer(Layout(Module()), values[i].type, {1}));
    Expr out = kernel.parameter("out" + std::to_string(i), arrayType(values[i].type, 1));
    kernel.add(assign(element(out, {i32(0)}), values[i]));
  }
  Module module = {.kernels = {kernel.function}};
  expectAgreement(module, 0, {{1}}, byParameter(module.kernels[0]), buffers);
}

TEST(Compiled, FunctionsMayBeCalledAsWhatItMakesItself) {
  Out out;
  for (const char *name : {"pcg", "kernel", "pcg"}) {
    Making f(name);
    Expr x = f.parameter("x", kI32);
    f.function.results = {kI32};
    f.add(giveBack({op(B::add, {x, i32(int(out.functions.size()) + 1)})}));
    out.functions.push_back(f.function);
  }
  Expr state = out.local("state", scalarType(Scalar::u32)), sum = out.local("sum", kI32);
  out.add(assign(state, op(B::randInit, {i32(3)})));
  out.add(assign(sum, call(0, kI32, {call(1, kI32, {call(2, kI32, {i32(10)})})})));
  out.add(assign(out.at(0), op(B::add, {sum, op(B::randi, {state})})));
  Module module = out.module();
  expectAgreement(module, 0, {{1}}, byParameter(module.kernels[0]), {numbers(kI32, {1})});
}

TEST(Compiled, StructsThatHoldArraysAndChangeAreRefused) {
  Type array = {.kind = TypeKind::scalar, .scalar = Scalar::f32, .dims = 1};
  Struct holder = {"Holder", {{"a", array, {}}}, {}};
  Making kernel("kernel");
  Expr g = kernel.parameter("g", structType(0)), h = kernel.parameter("h", structType(0));
  Expr x = kernel.local("x", structType(0));
  kernel.add(assign(x, g));
  kernel.add(branch(boolean(true), {assign(x, h)}));
  kernel.add(assign(element(field(x, 0, array), {i32(0)}), at(3, 9, f32(1))));
  Result<Compiled> result = compiler().compile({.structs = {holder}, .kernels = {kernel.function}}, 0);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::failed);
  EXPECT_NE(result.error().message.find("structs that hold arrays"), std::string::npos);
}

TEST(Compiled, LibdeviceThatIsNotThereIsSaid) {
  Result<KernelCompiler> none = KernelCompiler::create({.libdevice = "/no/such/libdevice.10.bc"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::environment);
  EXPECT_EQ(findLibdevice("/no/such/folder"), "");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
