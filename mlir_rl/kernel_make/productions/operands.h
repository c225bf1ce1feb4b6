#pragma once

/// \file
/// Operand types and range rules that several productions share.

#include "mlir_rl/kernel_make/maker.h"
#include "mlir_rl/kernel_make/productions.h"

namespace mlir_rl::kernel::make {

using Operands = std::span<const Value>;
using Types = std::vector<Type>;

inline Types one(Maker &, const Type &result) { return {result}; }
inline Types two(Maker &, const Type &result) { return {result, result}; }
inline Types three(Maker &, const Type &result) { return {result, result, result}; }
inline Types none(Maker &, const Type &) { return {}; }
/// A number of the kernel's kinds.
Scalar anyNumber(Maker &m);
/// Two scalars to compare.
Types compared(Maker &m, const Type &result);
/// Two integers or bools, whose equality means something.
Types equated(Maker &m, const Type &result);
/// A float or a vector of floats.
Types oneReal(Maker &m, const Type &result);
Types choiceTypes(Maker &m, const Type &result);

/// Both of one tree: its square, say.
inline bool isSame(Operands v) { return v.size() == 2 && v[0].expr == v[1].expr; }
inline std::optional<Range> truth(const Type &, Operands) { return Range{0, 1}; }
inline std::optional<Range> sameRange(const Type &, Operands v) { return v[0].range; }

}  // namespace mlir_rl::kernel::make
