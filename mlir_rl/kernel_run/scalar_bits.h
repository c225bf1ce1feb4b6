#pragma once

/// \file
/// Scalars as bits, with their type known only at run time: what buffers, their comparison and literals need.

#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// A literal in its type's bits, from bit 0 on; the rest is 0. A bool is 0 or 1.
uint64_t literalBits(const Literal &value, Scalar scalar);
/// The other way round.
Literal literalOfBits(uint64_t bits, Scalar scalar);
/// Every NaN gives the same bits, every bool 0 or 1; all other bits stay. No rule says which NaN an operation gives.
uint64_t canonicalBits(uint64_t bits, Scalar scalar);
/// For messages: "-3", "0.10000000000000001", "True".
std::string bitsText(uint64_t bits, Scalar scalar);

}  // namespace mlir_rl::kernel
