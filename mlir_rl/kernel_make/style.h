#pragma once

/// \file
/// What a kernel likes to be made of: its types, and how often each sort of operation and statement is drawn. A family
/// sets weights; each kernel then favours some and neglects others, so that kernels of one family differ in kind.

#include <array>

#include "mlir_rl/kernel/type.h"
#include "mlir_rl/kernel_make/draw.h"

namespace mlir_rl::kernel::make {

/// Sorts of operations.
enum class Group : uint8_t {
  sums,
  products,
  remainders,  ///< //, %
  bits,
  compare,
  logic,
  extremes,  ///< min, max, clamp
  signs,     ///< abs, sign, copysign, step, nonzero
  waves,     ///< sines and their inverses
  exponentials,
  powers,  ///< roots and powers
  rounding,
  blends,  ///< lerp, smoothstep, where, conditional expressions
  casts,
  compound,  ///< products and norms of vectors and matrices
  building,  ///< vectors and matrices from their parts
  calls,     ///< of functions of the module
};
inline constexpr int kNumGroups = 17;

/// Sorts of statements that the grammar adds by itself.
enum class Act : uint8_t {
  let,        ///< a variable for an expression
  update,     ///< a variable changed
  branch,     ///< a variable changed in one branch or two
  chain,      ///< ... in several
  forLoop,    ///< something accumulated
  whileLoop,  ///< something iterated
  call,       ///< of a function made for it
  several,    ///< several variables at once
  part,       ///< a component or field changed
  record,     ///< a struct made or read
  draws,      ///< random numbers
  claim,      ///< an assertion
  view,       ///< of a part of an array
  lookup,     ///< a value found in a rising array
};
inline constexpr int kNumActs = 14;

struct Style {
  Scalar real = Scalar::f32;
  Scalar integer = Scalar::i32;
  int extent = 3;  ///< of vectors and matrices
  std::array<int, kNumGroups> groups{};
  std::array<int, kNumActs> acts{};
  /// Weights of float, integer, bool, vector and matrix among the types that are drawn.
  std::array<int, 5> types{};
  int operations = 3;  ///< most of one expression that the grammar grows
  int parameters = 3;  ///< most that the grammar adds by itself

  int &of(Group group) { return groups[size_t(group)]; }
  int &of(Act act) { return acts[size_t(act)]; }
  int of(Group group) const { return groups[size_t(group)]; }
};

/// Every sort at its usual weight, a scalar type of each kind drawn.
Style usualStyle(Draw &draw);
/// Weights multiplied by what makes this kernel itself.
void vary(Style &style, Draw &draw);

}  // namespace mlir_rl::kernel::make
