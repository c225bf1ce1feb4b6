#pragma once

/// \file
/// One program of a family: a pure function of family, seed, index, variant and ranges.

#include <optional>

#include "mlir_rl/generate/family.h"

namespace mlir_rl {

struct ProgramId {
  uint64_t seed = 0;
  int64_t index = 0;    ///< within the family
  int64_t variant = 0;  ///< 0: as drawn first; 1, 2, ...: the same structure with other extents
};

struct GeneratedProgram {
  const Family *family = nullptr;
  ProgramId id;
  std::string text;           ///< MLIR, as written; parse and print it to have it as MLIR prints it
  std::string torch;          ///< as Builder::torchComment
  std::string structure;      ///< operations and who uses whose result, without extents
  std::vector<Shape> shapes;  ///< of arguments and results of operations, in order
  double bytes = 0;           ///< all tensors
  double flops = 0;           ///< as written
  double seconds = 0;         ///< estimated, of one unscheduled run

  /// "matmul_s0_17", "matmul_s0_17_v1"
  std::string name() const;
};

/// Nothing when no extents within 100 draws fit the limits. Independent of all other programs and of which families
/// are asked for.
std::optional<GeneratedProgram> generateProgram(const Family &family, const ProgramId &id, const Ranges &ranges);

}  // namespace mlir_rl
