#pragma once

/// \file
/// What the compiler-free rooms know of an op and of a task: plain data, read once from MLIR by `program/`.

#include <cstdint>
#include <string>
#include <vector>

namespace mlir_rl {

enum class ElementType : uint8_t { f16, bf16, f32, f64, i1, i8, i16, i32, i64, index };
enum class IteratorKind : uint8_t { parallel, reduction };

/// The class decides which default rules apply. `other` is compiled by loops and never refused.
enum class OpClass : uint8_t {
  fill,         ///< writes one scalar
  pad,          ///< tensor.pad with a constant
  elementwise,  ///< every access is a projected permutation of all-parallel loops, no transposing
  transpose,    ///< a copy whose output order differs from its input order
  contraction,  ///< multiply-accumulate, every access a projected permutation (matmul, matvec, batch, generic)
  convolution,  ///< multiply-accumulate with a window access (d_out * stride + d_window * dilation)
  pooling,      ///< window access, one data input
  reduction,    ///< any other op with reduction loops (row max, row sum, ...)
  other,
};

/// How a reduction combines: decides the neutral element and whether lanes may be combined in another order.
enum class Combiner : uint8_t { none, add, mul, max, min, unknown };

struct LoopDim {
  int64_t extent = 0;  ///< iterations
  IteratorKind kind = IteratorKind::parallel;
  bool operator==(const LoopDim &) const = default;
};

/// One dimension of an access: sum(coefficients[d] * loop d) + constant.
struct AccessDim {
  std::vector<int64_t> coefficients;
  int64_t constant = 0;
  bool operator==(const AccessDim &) const = default;
};

/// Where an operand comes from.
enum class SourceKind : uint8_t { argument, constant, op, empty };

/// One operand of an op: inputs first, then outputs, in the order of the linalg op.
struct Access {
  ElementType type = ElementType::f32;
  std::vector<int64_t> shape;   ///< of the tensor accessed; elements
  std::vector<AccessDim> dims;  ///< one for each dimension of `shape`; empty when the access is not affine
  bool isOutput = false;
  SourceKind source = SourceKind::argument;
  int producer = -1;  ///< index into TaskSummary::ops when source == op
  bool operator==(const Access &) const = default;
};

/// Scalar operations in one iteration of the body.
struct ArithCounts {
  int add = 0, mul = 0, div = 0, compare = 0, exp = 0, otherMath = 0, integer = 0;
  bool operator==(const ArithCounts &) const = default;
};

struct OpSummary {
  int id = 0;        ///< the value of the op's attribute mlir_rl.op; stable, unique within the task
  std::string name;  ///< as MLIR prints it: "linalg.matmul"
  OpClass opClass = OpClass::other;
  std::vector<LoopDim> loops;  ///< iteration domain, outermost first
  std::vector<Access> accesses;
  Combiner combiner = Combiner::none;
  bool ignoresNan = false;   ///< the combiner is maxnumf or minnumf: of a NaN and a number the number stays
  bool readsOutput = false;  ///< the body uses the old value of its output
  bool vectorizable = true;  ///< every body op has a vector form (no index-carrying reductions, no calls)
  ArithCounts counts;
  double flops = 0;  ///< of the whole op
  double bytes = 0;  ///< each operand once
  bool operator==(const OpSummary &) const = default;
};

/// A fusion group: one anchor op with its pad, fill, elementwise and normalisation neighbours.
/// Ops are in scheduling order: consumers before producers, ids dense from 0 (ops[i].id == i).
struct TaskSummary {
  std::string name;     ///< symbol of the task's function
  std::string hash;     ///< canonical hash of the task's function, 16 hex digits
  int count = 1;        ///< calls of this task in the program
  bool leaves = false;  ///< every call writes straight into results of the program: nothing of it reads them again
  std::vector<OpSummary> ops;
  int anchor = 0;    ///< index of the op that dominates the work
  double flops = 0;  ///< one call
  double bytes = 0;  ///< one call: arguments and results once
  bool operator==(const TaskSummary &) const = default;
};

}  // namespace mlir_rl
