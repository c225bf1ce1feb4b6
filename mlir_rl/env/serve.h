#pragma once

/// \file
/// An environment for any language: JSON lines in, JSON lines out.
///
///     <- {"schema": VERSION, "token_columns": [...], "candidate_columns": [...]}           at once
///     -> {"reset": EPISODE}
///     <- {"observation": {"tokens": [[...], ...], "candidates": [[...], ...], "candidate_token": [...], "names":
///     [...]}}
///     -> {"step": 3} or {"step": "vectorize %0 [8, 32, 1] lanes 1"}
///     <- {"observation": ..., "reward": 0.0, "terminated": false, "truncated": false, "info": {...}}
///     -> {"mask": true}
///     <- {"names": [...]}                                                                    of the candidates now
///     <- {"error": "..."}                                                                    whatever was wrong; go on

#include "mlir_rl/env/environment.h"

namespace mlir_rl {

/// Serves slot 0 of the environment, whose observations carry names, until the input ends. Errors: the output is gone.
Status serve(VectorEnvironment &environment, int in, int out);

}  // namespace mlir_rl
