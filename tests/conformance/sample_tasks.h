#pragma once

/// \file
/// Task summaries made by hand, for tests that need no MLIR.

#include <memory>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl::testing {

inline AccessDim dimOf(int loops, std::initializer_list<std::pair<int, int64_t>> terms) {
  AccessDim dim;
  dim.coefficients.assign(loops, 0);
  for (auto [loop, coefficient] : terms) dim.coefficients[loop] = coefficient;
  return dim;
}

/// An access whose dimension i is exactly loop `loops[i]`.
inline Access plainAccess(const OpSummary &op, std::initializer_list<int> loops, bool isOutput = false) {
  Access access;
  access.isOutput = isOutput;
  for (int loop : loops) {
    access.shape.push_back(op.loops[loop].extent);
    access.dims.push_back(dimOf(int(op.loops.size()), {{loop, 1}}));
  }
  return access;
}

inline OpSummary fillOf(int id, std::initializer_list<int64_t> extents) {
  OpSummary fill;
  fill.id = id;
  fill.name = "linalg.fill";
  fill.opClass = OpClass::fill;
  for (int64_t extent : extents) fill.loops.push_back({extent, IteratorKind::parallel});
  Access output;
  output.isOutput = true;
  for (int d = 0; d < int(fill.loops.size()); ++d) {
    output.shape.push_back(fill.loops[d].extent);
    output.dims.push_back(dimOf(int(fill.loops.size()), {{d, 1}}));
  }
  fill.accesses = {output};
  return fill;
}

/// C[m, n] = sum over k of A[m, k] * B[k, n]; op 0 is the matmul, op 1 its fill.
inline std::shared_ptr<const TaskSummary> matmulTask(int64_t m, int64_t n, int64_t k) {
  auto task = std::make_shared<TaskSummary>();
  OpSummary op;
  op.name = "linalg.generic";
  op.opClass = OpClass::contraction;
  op.loops = {{m, IteratorKind::parallel}, {n, IteratorKind::parallel}, {k, IteratorKind::reduction}};
  op.combiner = Combiner::add;
  op.readsOutput = true;
  op.counts.add = op.counts.mul = 1;
  op.accesses = {plainAccess(op, {0, 2}), plainAccess(op, {2, 1}), plainAccess(op, {0, 1}, true)};
  op.accesses[2].source = SourceKind::op;
  op.accesses[2].producer = 1;
  op.flops = 2.0 * double(m) * double(n) * double(k);
  task->name = "matmul";
  task->hash = "0123456789abcdef";
  task->ops = {op, fillOf(1, {m, n})};
  task->flops = op.flops;
  return task;
}

/// NCHW convolution of stride 1 on an input padded by a tensor.pad: ops conv, fill, pad.
inline std::shared_ptr<const TaskSummary> convTask(int64_t f, int64_t c, int64_t size, int64_t window) {
  auto task = std::make_shared<TaskSummary>();
  OpSummary op;
  op.name = "linalg.generic";
  op.opClass = OpClass::convolution;
  IteratorKind p = IteratorKind::parallel, r = IteratorKind::reduction;
  op.loops = {{1, p}, {f, p}, {size, p}, {size, p}, {c, r}, {window, r}, {window, r}};
  op.combiner = Combiner::add;
  op.readsOutput = true;
  op.counts.add = op.counts.mul = 1;
  Access input;
  input.shape = {1, c, size + window - 1, size + window - 1};
  input.dims = {dimOf(7, {{0, 1}}), dimOf(7, {{4, 1}}), dimOf(7, {{2, 1}, {5, 1}}), dimOf(7, {{3, 1}, {6, 1}})};
  input.source = SourceKind::op;
  input.producer = 2;
  op.accesses = {input, plainAccess(op, {1, 4, 5, 6}), plainAccess(op, {0, 1, 2, 3}, true)};
  op.accesses[2].source = SourceKind::op;
  op.accesses[2].producer = 1;
  op.flops = 2.0 * double(f * c) * double(size * size) * double(window * window);
  OpSummary pad = fillOf(2, {1, c, size + window - 1, size + window - 1});
  pad.name = "tensor.pad";
  pad.opClass = OpClass::pad;
  pad.accesses.insert(pad.accesses.begin(), pad.accesses.front());
  pad.accesses.front().isOutput = false;
  pad.accesses.front().shape = {1, c, size, size};
  task->name = "conv";
  task->hash = "fedcba9876543210";
  task->ops = {op, fillOf(1, {1, f, size, size}), pad};
  task->flops = op.flops;
  return task;
}

/// Row-wise softmax as four ops and two fills: div 0, sum 1, its fill 2, exp 3, max 4, its fill 5.
inline std::shared_ptr<const TaskSummary> softmaxTask(int64_t rows, int64_t columns) {
  auto task = std::make_shared<TaskSummary>();
  IteratorKind p = IteratorKind::parallel, r = IteratorKind::reduction;
  auto elementwise = [&](int id, int row, int whole) {
    OpSummary op;
    op.id = id;
    op.name = "linalg.generic";
    op.opClass = OpClass::elementwise;
    op.loops = {{rows, p}, {columns, p}};
    op.accesses = {plainAccess(op, {0, 1}), plainAccess(op, {0}), plainAccess(op, {0, 1}, true)};
    op.accesses[1].source = SourceKind::op;
    op.accesses[1].producer = row;
    if (whole >= 0) {
      op.accesses[0].source = SourceKind::op;
      op.accesses[0].producer = whole;
    }
    op.accesses[2].source = SourceKind::empty;
    return op;
  };
  auto reduction = [&](int id, int whole, int fill, Combiner combiner) {
    OpSummary op;
    op.id = id;
    op.name = "linalg.generic";
    op.opClass = OpClass::reduction;
    op.loops = {{rows, p}, {columns, r}};
    op.combiner = combiner;
    op.readsOutput = true;
    op.accesses = {plainAccess(op, {0, 1}), plainAccess(op, {0}, true)};
    if (whole >= 0) {
      op.accesses[0].source = SourceKind::op;
      op.accesses[0].producer = whole;
    }
    op.accesses[1].source = SourceKind::op;
    op.accesses[1].producer = fill;
    return op;
  };
  task->name = "softmax";
  task->hash = "00000000000000ff";
  task->ops = {elementwise(0, 1, 3),  reduction(1, 3, 2, Combiner::add),  fillOf(2, {rows}),
               elementwise(3, 4, -1), reduction(4, -1, 5, Combiner::max), fillOf(5, {rows})};
  task->ops[3].counts.exp = 1;
  return task;
}

/// An AVX-512 server core.
inline Machine sampleMachine() {
  Machine machine;
  machine.vectorBits = 512;
  machine.vectorRegisters = 32;
  machine.caches = {{1, 32 << 10, 8, 64, 1}, {2, 1 << 20, 8, 64, 1}, {3, 32 << 20, 16, 64, 8}};
  machine.hasFma = true;
  return machine;
}

}  // namespace mlir_rl::testing
