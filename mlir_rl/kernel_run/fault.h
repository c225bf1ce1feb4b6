#pragma once

/// \file
/// Errors of a running kernel: which rule of tree.h it broke, where, and with which values.

#include <array>
#include <cstdint>
#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

// clang-format off
#define MLIR_RL_KERNEL_RULES_OF_RUNS(RULE) \
  RULE(indexOutOfBounds, "an index is below 0 or beyond its dimension") \
  RULE(noValue, "a variable is read that has no value yet") \
  RULE(divisionByZero, "an integer is divided by 0") \
  RULE(lowestByMinusOne, "the lowest integer is divided by -1") \
  RULE(shiftOutOfRange, "a shift is by less than 0 or by the width or more") \
  RULE(castDoesNotFit, "a float does not fit the integer that it is cast to") \
  RULE(stepIsZero, "the step of a range is 0") \
  RULE(assertionFails, "an assertion does not hold") \
  RULE(missingReturn, "a function with results ends without return") \
  RULE(tooManyIterations, "the launch makes more iterations of loops than its limit")
// clang-format on

enum class Rule : uint8_t {
  kept,  ///< no rule is broken
#define ENUMERATE(id, words) id,
  MLIR_RL_KERNEL_RULES_OF_RUNS(ENUMERATE)
#undef ENUMERATE
};

/// What a broken rule says; "" for kept.
const char *ruleWords(Rule rule);

/// The first rule that a launch broke; it ended there, and what it wrote before stays written.
struct Fault {
  Rule rule = Rule::kept;
  Place place;           ///< of the expression or statement
  std::string function;  ///< the function or kernel that the place is in
  std::string detail;    ///< the values: "index 7 in dimension 0 of a, which has 4"; may be empty
  std::array<int32_t, kMaxArrayDims> thread = {};  ///< its index in the launch; 0 beyond the launch's dimensions
};

/// One line: "3:9: in advance, thread (2, 0, 0, 0): an index is below 0 or beyond its dimension: index 7 ...".
std::string faultText(const Fault &fault);

}  // namespace mlir_rl::kernel
