// How fast the interpreter of kernels is: instructions of its flat form and threads a second, in a loop of arithmetic
// (a polynomial, 64 steps a thread) and in a stencil on an array (three loads, a branch, a store).
//
//   build/benchmarks/kernel_run

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "mlir_rl/kernel_run/buffer.h"
#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_run/fill.h"

namespace mlir_rl::kernel {
namespace {

const Type kArray = {.kind = TypeKind::scalar, .scalar = Scalar::f32, .dims = 1};
constexpr int32_t kThreads = 4096;

Expr variable(int id, const Type &type) { return {.kind = ExprKind::variable, .type = type, .id = id}; }
Expr number(int value) { return {.kind = ExprKind::literal, .type = kI32, .value = {.integer = value}}; }
Expr real(double value) { return {.kind = ExprKind::literal, .type = kF32, .value = {.real = value}}; }
Expr op(Builtin row, const Type &type, Expr a, Expr b) {
  return {.kind = ExprKind::builtin, .row = row, .type = type, .operands = {std::move(a), std::move(b)}};
}
Expr at(Expr index) {
  return {.kind = ExprKind::element, .type = kF32, .operands = {variable(0, kArray), std::move(index)}};
}
Stmt assign(Expr target, Expr value) {
  return {.kind = StmtKind::assign, .targets = {std::move(target)}, .values = {std::move(value)}};
}
Expr tid() { return {.kind = ExprKind::tid, .type = kI32, .id = 1}; }

/// i = tid(); x = a[i]; y = 0; for k in range(64): y = y * x + 0.5; a[i] = y
Function polynomial() {
  Expr i = variable(1, kI32), x = variable(2, kF32), y = variable(3, kF32), k = variable(4, kI32);
  Stmt step = assign(y, op(Builtin::add, kF32, op(Builtin::mul, kF32, y, x), real(0.5)));
  Stmt loop = {.kind = StmtKind::forLoop, .targets = {k}, .values = {number(0), number(64), number(1)}, .body = {step}};
  return {"polynomial",
          1,
          {{"a", kArray, {}}, {"i", kI32, {}}, {"x", kF32, {}}, {"y", kF32, {}}, {"k", kI32, {}}},
          {},
          {assign(i, tid()), assign(x, at(i)), assign(y, real(0)), loop, assign(at(i), y)},
          {}};
}

/// i = tid(); if i > 0 and i < n - 1: b[i] = (a[i - 1] + a[i] + a[i + 1]) / 3
Function stencil() {
  Expr i = variable(2, kI32);
  Expr b = {.kind = ExprKind::element, .type = kF32, .operands = {variable(1, kArray), i}};
  Expr sum = op(Builtin::add, kF32, op(Builtin::add, kF32, at(op(Builtin::sub, kI32, i, number(1))), at(i)),
                at(op(Builtin::add, kI32, i, number(1))));
  Expr inside = op(Builtin::logicalAnd, kBool, op(Builtin::greater, kBool, i, number(0)),
                   op(Builtin::less, kBool, i, number(kThreads - 1)));
  Stmt write = assign(b, op(Builtin::div, kF32, sum, real(3)));
  return {"stencil",
          2,
          {{"a", kArray, {}}, {"b", kArray, {}}, {"i", kI32, {}}},
          {},
          {assign(i, tid()), {.kind = StmtKind::branch, .values = {inside}, .body = {write}}},
          {}};
}

void launches(benchmark::State &state, const Function &kernel) {
  Module module = {.kernels = {kernel}};
  Result<Code> code = compileModule(module);
  Buffer a = makeBuffer(Layout(module), kF32, {kThreads}), b = a;
  fill(a, {}, 1);
  std::vector<Argument> arguments = {arrayArgument(a), arrayArgument(b)};
  arguments.resize(size_t(kernel.parameters));
  int64_t instructions = 0, threads = 0;
  for (auto _ : state) {
    Result<Outcome> outcome = run(*code, 0, {{kThreads}}, arguments);
    if (!outcome || outcome->fault) std::abort();
    instructions += outcome->instructions;
    threads += outcome->threads;
  }
  state.counters["instructions/s"] = benchmark::Counter(double(instructions), benchmark::Counter::kIsRate);
  state.counters["threads/s"] = benchmark::Counter(double(threads), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(launches, polynomial, polynomial());
BENCHMARK_CAPTURE(launches, stencil, stencil());

void compiling(benchmark::State &state) {
  Module module = {.kernels = {polynomial(), stencil()}};
  for (auto _ : state) benchmark::DoNotOptimize(compileModule(module));
}
BENCHMARK(compiling);

}  // namespace
}  // namespace mlir_rl::kernel

BENCHMARK_MAIN();
