#pragma once

/// \file
/// Networks in files: the weights with what they were made for.

#include "mlir_rl/nn/safetensors.h"

namespace mlir_rl {

/// Weights (and with `optimizer` Adam's state), and as metadata the model, its sizes and the schema.
TensorFile tensorFileOf(const Network &network, bool optimizer);

/// A network of the file's model and sizes with its weights. Errors (usage): the file was made for another schema than
/// this one (both versions are named), an unknown model, tensors that do not fit. `where` names the file.
Result<std::unique_ptr<Network>> networkOf(const TensorFile &file, const ObservationSchema &schema,
                                           const std::string &where);

/// From a file.
Result<std::unique_ptr<Network>> readNetwork(const std::string &path, const ObservationSchema &schema);

}  // namespace mlir_rl
