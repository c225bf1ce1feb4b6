#pragma once

/// \file
/// Random numbers by seed. The same seed gives the same numbers with every standard library: the engine is
/// specified by the standard, the distributions of <random> are not, so the few we need stand here.

#include <cstdint>
#include <random>

namespace mlir_rl {

using Random = std::mt19937_64;

/// A new seed from a seed and an index: a pure function, so that item i never depends on items before it.
uint64_t deriveSeed(uint64_t seed, uint64_t index);

/// The generator of (seed, index).
Random makeRandom(uint64_t seed, uint64_t index = 0);

/// Uniform in [0, bound); bound > 0.
uint64_t uniformBelow(Random &random, uint64_t bound);

/// Uniform in [0, 1), 53 random bits.
double uniformUnit(Random &random);

/// Normal with mean 0 and deviation 1.
double standardNormal(Random &random);

}  // namespace mlir_rl
