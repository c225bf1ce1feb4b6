#pragma once

/// \file
/// Values for a program's inputs, by seed.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Which values: what is right for one may be wrong for another.
///   normal    mean 0, deviation 1; integers -8 to 8
///   negative  the same, all below zero: maxima that start from 0 by mistake are seen
///   zeros     zeros of both signs
///   large     up to 1e4 for 32 bits and more (products and sums of 1e6 of them stay finite), 100 for 16 bits
///   special   normal with one element in 64 an infinity or NaN; only for programs defined on them
enum class InputSet { normal, negative, zeros, large, special };

std::optional<InputSet> findInputSet(const std::string &name);

/// "NAME=LO:HI" -> {NAME, {LO, HI}}, LO <= HI. Errors: usage.
using InputRanges = std::map<std::string, std::pair<double, double>>;
Result<InputRanges> parseInputRanges(const std::vector<std::string> &texts, const std::vector<Argument> &arguments);

int64_t elementCount(const Argument &argument);

/// Fills `data`, elementCount() elements, as a function of seed, set and `index` (the argument's position) only.
/// A range replaces the set: uniform reals, or integers from LO to HI inclusive.
void fillInput(const Argument &argument, int index, InputSet set, const InputRanges &ranges, uint64_t seed, void *data);

}  // namespace mlir_rl
