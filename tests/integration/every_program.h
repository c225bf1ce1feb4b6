#pragma once

/// \file
/// The programs of benchmarks/ as test inputs: as they are, and with shapes small enough to run thousands of times.

#include <map>
#include <string>
#include <vector>

#include "mlir_rl/program/prepare.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl::testing {

/// A file of benchmarks/ and what to replace its dimensions by; dimensions that are not named stay.
struct SmallProgram {
  std::string file;
  std::map<int64_t, int64_t> dimensions;
};

/// All 29 programs. Their small forms keep what makes schedules differ: odd extents, strides, windows, broadcasts.
const std::vector<SmallProgram> &everyProgram();

/// The program as it is shipped.
Program shippedProgram(const SmallProgram &program);

/// MLIR text with the small dimensions; weights become numbers between 0.1 and 1 of the new shapes.
std::string smallText(const SmallProgram &program);

}  // namespace mlir_rl::testing
