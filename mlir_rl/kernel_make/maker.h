#pragma once

/// \file
/// A module in the making, with all that is known of it. The parts of the grammar are functions of a Maker, a header
/// for each sort: scope.h (variables, blocks), apply.h (operations), fit.h (ranges), convert.h (types), grow.h
/// (expressions), reads.h (arrays), functions.h, records.h (structs), loops.h, folds.h, statements.h, threads.h.

#include <functional>
#include <string>
#include <vector>

#include "mlir_rl/kernel/parts.h"
#include "mlir_rl/kernel_make/names.h"
#include "mlir_rl/kernel_make/plan.h"
#include "mlir_rl/kernel_make/style.h"
#include "mlir_rl/kernel_make/value.h"

namespace mlir_rl::kernel::make {

/// What a variable is to the grammar.
enum class Role : uint8_t {
  value,   ///< a scalar, vector, matrix or struct
  input,   ///< an array that is only read
  output,  ///< an array in which each thread writes elements of its own, and reads none
  shared,  ///< an array of atomics
};

/// What is known of a variable at the place that is being written.
struct Known {
  Range range;                                  ///< of an array: of its elements; of structs nothing
  std::optional<Range> typical = std::nullopt;  ///< as Value has it
  Source source = Source::fixed;
  int below = kNone;  ///< of an array: of its elements
  Role role = Role::value;
  std::vector<int> dims;  ///< extents of an array
  bool parameter = false;
  bool open = true;               ///< the block that it belongs to is being written
  bool hidden = false;            ///< the grammar does not read it by itself
  bool changes = false;           ///< the grammar may change it
  int uses = 0;                   ///< reads since it was last assigned
  int loops = 0;                  ///< loops around its first assignment
  std::vector<Content> contents;  ///< of a kernel's parameter
};

/// Between which values something always lies, and mostly.
struct Bounds {
  Range range, usual;
};

/// A function or kernel in the making. Its variables are in the order in which they were made.
struct Body {
  Function function;
  std::vector<Known> known;
  std::vector<Stmt> *block = nullptr;  ///< where statements go
  std::set<std::string> taken;         ///< names of variables
  bool isKernel = false;
  int state = kNone;              ///< the variable that random numbers are drawn from
  int loops = 0;                  ///< around the place that is being written
  int branches = 0;               ///< likewise
  double trips = 1;               ///< most iterations of those loops, all together
  std::vector<Bounds> results;    ///< of what it has returned so far
  Source source = Source::fixed;  ///< of that
};

/// A finished function as its callers know it.
struct Signature {
  std::vector<Known> parameters;
  std::vector<Bounds> results;
  bool reads = false;  ///< its results depend on arrays
  bool pure = true;    ///< the grammar may call it anywhere
};

/// The index of a thread and the extents that its parts lie below.
struct Space {
  std::vector<Value> indices;
  std::vector<int> extents;
};

struct Maker {
  Draw draw;
  Style style;
  Names names;
  Plan plan;
  Module module;
  std::vector<std::vector<Range>> fields;  ///< of each struct: between which bounds each field always is
  std::vector<Signature> signatures;       ///< of each function
  Body *body = nullptr;
  Space space;         ///< of the kernel
  int added = 0;       ///< parameters that the grammar added by itself
  int functions = 0;   ///< that may still be made
  int rounds = 1;      ///< how often the family goes through what it is about; seldom more than once
  int unfinished = 0;  ///< functions around the place that is being written
  int tests = 0;       ///< conditions around the place that is being written

  explicit Maker(Draw ofDraw) : draw(ofDraw) {}

  Known &known(const Value &variable) { return body->known[size_t(variable.expr.id)]; }
  const Type &typeOf(int variable) const { return body->function.variables[size_t(variable)].type; }
};

using Block = std::function<void()>;

}  // namespace mlir_rl::kernel::make
