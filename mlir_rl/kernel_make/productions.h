#pragma once

/// \file
/// The operations that expressions grow by: what each row of the table of builtins takes for a wanted result, which
/// operands it is defined for, and between which bounds its result lies.

#include <span>

#include "mlir_rl/kernel/builtin.h"
#include "mlir_rl/kernel_make/style.h"
#include "mlir_rl/kernel_make/value.h"

namespace mlir_rl::kernel::make {

struct Maker;

/// Sorts of results, as bits.
enum Class : uint8_t {
  kReal = 1,
  kSigned = 2,
  kUnsigned = 4,
  kBoolean = 8,
  kRealVector = 16,
  kWholeVector = 32,
  kRealMatrix = 64,
  kWholeMatrix = 128,
  kWhole = kSigned | kUnsigned,
  kNumber = kReal | kWhole,
  kVectors = kRealVector | kWholeVector,
  kMatrices = kRealMatrix | kWholeMatrix,
  kCompound = kVectors | kMatrices,
  kNumeric = kNumber | kCompound,
};
/// 0 for structs and compounds of bools.
unsigned classOf(const Type &type);

/// What an operand has to keep to.
enum class Domain : uint8_t {
  any,
  positive,  ///< of logarithms: at least a margin
  whole,     ///< of roots: at least 0
  unit,      ///< -1 to 1
  fraction,  ///< 0 to 1
  mild,      ///< what exponentials do not blow up
  angle,
  steep,  ///< of tangents: away from their poles
  base,   ///< of powers
  exponent,
  divisor,   ///< not 0, floats by a margin
  shift,     ///< 0 to the width less 1
  lowEdge,   ///< a literal in the lower part of the main operand's range
  highEdge,  ///< ... in the upper
};

/// Types of operands that give `result`; none when they cannot.
using OperandTypes = std::vector<Type> (*)(Maker &m, const Type &result);
/// What the row gives exactly, from operands in its domain; nothing when it may be anything.
using RangeRule = std::optional<Range> (*)(const Type &result, std::span<const Value> operands);

struct Production {
  Builtin row;
  Group group;
  int weight;      ///< within its group; 0: the grammar grows it in ways of its own
  unsigned gives;  ///< Classes
  OperandTypes operands;
  RangeRule range;
  Domain domains[3] = {Domain::any, Domain::any, Domain::any};  ///< a third and later operand's is the last
  int main = 0;                                                 ///< the operand that is grown first
};

/// All of them; every row without effects but `len`, `lower_bound` and operators by name has one.
std::span<const Production> productions();
/// Null when the row has none.
const Production *productionOf(Builtin row);

/// Parts of the table, a file each.
std::span<const Production> operatorProductions();
std::span<const Production> scalarProductions();
std::span<const Production> mathProductions();
std::span<const Production> vectorProductions();
std::span<const Production> spatialProductions();
std::span<const Production> castProductions();

}  // namespace mlir_rl::kernel::make
