#pragma once

/// \file
/// Training runs -> pictures.

#include "mlir_rl/plot/run.h"

namespace mlir_rl {

/// The page of metrics, and speed-up over the rules by iterations and minutes (nothing where the runs tell none).
/// Several runs share each picture; those that differ in seed alone also get their mean.
std::vector<Picture> trainingPictures(const std::vector<TrainingRun> &runs);

}  // namespace mlir_rl
