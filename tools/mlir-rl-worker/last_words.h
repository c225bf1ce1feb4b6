#pragma once

/// \file
/// What a dying child says, and how its parent understands it.

#include <vector>

#include "candidate.h"
#include "variant.h"

namespace mlir_rl {

/// From here on a signal or a failed allocation sends {"died": kind, ...} to task.replyFd. `variants` are watched for
/// hits on the guards of their workspaces.
void listenToDeath(const ChildTask &task, const std::vector<Variant> &variants);

}  // namespace mlir_rl
