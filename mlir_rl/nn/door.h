#pragma once

/// \file
/// The one function that the shared library with torch exports.

#include "mlir_rl/nn/network.h"

#define MLIR_RL_NN_SYMBOL "mlirRlMakeTorchNetwork"

namespace mlir_rl {

/// Returns a network that the caller deletes, or null and why.
using MakeTorchNetwork = Network *(*)(const NetworkConfig &config, std::string &error);

}  // namespace mlir_rl
