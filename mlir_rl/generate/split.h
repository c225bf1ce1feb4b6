#pragma once

/// \file
/// Which programs train and which test: a pure function of the program. The rule is written down in docs/generate.md.

#include <array>

#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/generate/generated.h"

namespace mlir_rl {

enum class Split { train, validation, test };

inline constexpr std::array<Split, 3> kSplits = {Split::train, Split::validation, Split::test};
const char *nameOf(Split split);

/// Of chains and blocks: by the hash of their structure, whatever their extents.
Split splitOfStructure(const std::string &structure);

/// Of single operations: by the shape family of their task. Along each loop splits alternate: three of twenty
/// successive powers of two are test, two validation.
Split splitOfShape(const TaskSummary &task);

/// What a task is, up to the extents: ops, kinds of loops, accesses, arithmetic; then the rounded logarithm (base 2)
/// of each loop's extent. 16 hex digits.
std::string shapeFamily(const TaskSummary &task);

}  // namespace mlir_rl
