#pragma once

/// \file
/// What a policy sees of a state, as numbers. This header is C++17: it crosses the torch door.

#include <cstdint>
#include <string>
#include <vector>

namespace mlir_rl {

/// Columns of both tables, and the version of their meaning. It travels with weights; weights of another schema are
/// refused.
struct ObservationSchema {
  std::string version;
  int tokenWidth = 0;      ///< features of a token
  int candidateWidth = 0;  ///< features of a candidate
};

/// One decision: tokens describe the program, candidates are what may be done. Only legal candidates are listed, so the
/// mask is inside.
struct Observation {
  int tokens = 0;                        ///< ops, loops, machine; at least 1
  int candidates = 0;                    ///< at least 1
  std::vector<float> tokenFeatures;      ///< tokens x tokenWidth, row by row
  std::vector<float> candidateFeatures;  ///< candidates x candidateWidth, row by row
  std::vector<int32_t> tokenPart;        ///< for each token the op it belongs to, -1: the whole; empty: all are of one
  std::vector<int32_t> candidateToken;   ///< for each candidate the token of the op it acts on
  std::vector<std::string> names;        ///< of the candidates, for people and recordings; empty when not asked for
};

}  // namespace mlir_rl
