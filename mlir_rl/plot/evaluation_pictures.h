#pragma once

/// \file
/// Tables of evaluations -> pictures.

#include "mlir_rl/plot/contestants.h"
#include "mlir_rl/plot/evaluation_table.h"
#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

/// A bar for each program and main contestant, thirty programs a picture, fastest first.
std::vector<Picture> benchmarkPictures(const std::vector<SetupRows> &groups);

/// Geometric means by op type, with quartiles.
Picture opTypePicture(const std::vector<SetupRows> &groups);

/// Means over programs by the number of measurements; no panels when no policy was evaluated.
Picture anytimePicture(const std::vector<SetupRows> &groups);

/// The policy's search against plain search, by measurements.
Picture racePicture(const std::vector<Race> &races);

/// Ours against the best peer of each program, and against each peer over all; contests of one setup.
std::vector<Picture> contestPictures(const std::vector<Contest> &contests);

/// All of them that have something to show.
std::vector<Picture> evaluationPictures(const EvaluationTable &table);

}  // namespace mlir_rl
