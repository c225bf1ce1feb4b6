#pragma once

/// \file
/// Loops whose number of iterations is bounded.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// range(start, stop, step) and what its variable then is.
struct Trip {
  Value start, stop;
  int step = 1;
  int most = 0;       ///< iterations
  Range range;        ///< of the variable
  int below = kNone;  ///< of the variable
};

Trip tripOf(int count);
/// Over all indices below an extent.
Trip tripOver(Maker &m, int extent);
/// From one i32 value up to another.
Trip tripBetween(const Value &start, const Value &stop, int most);
/// Bounds that the grammar draws: literals, parameters, shapes, values. At most about `most` iterations.
Trip drawTrip(Maker &m, int most);
/// How many iterations a loop here may have, so that kernels stay quick.
int tripsLeft(const Maker &m);

/// The body gets the loop's variable.
void forLoop(Maker &m, const Trip &trip, const std::function<void(const Value &)> &body, const std::string &hint = "");
/// What the body changes of variables made before keeps to their ranges, and so does the condition's truth.
void whileLoop(Maker &m, const Expr &condition, int most, const Block &body);

/// A variable that loops may change and the grammar may read meanwhile; it always lies in the range.
Value declareHeld(Maker &m, const Value &start, const Range &range, const std::string &hint = "");
/// A counter from 0, for while loops.
Value declareCounter(Maker &m, int most, const std::string &hint = "");
/// counter += 1
void countUp(Maker &m, const Value &counter);

/// Loops that the grammar writes by itself; each leaves a variable that nothing has read.
void growForLoop(Maker &m);
void growWhileLoop(Maker &m);

}  // namespace mlir_rl::kernel::make
