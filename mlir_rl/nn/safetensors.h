#pragma once

/// \file
/// Named tensors with a few words about them, as one text of bytes in the safetensors format, which Python reads too.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mlir_rl/nn/network.h"

namespace mlir_rl {

struct TensorFile {
  std::vector<NamedTensor> tensors;             ///< 32-bit floats
  std::map<std::string, std::string> metadata;  ///< texts by name
};

std::string printTensors(const TensorFile &file);

/// `where` stands before the message of the error (usage): cut off, not of this format, not 32-bit floats.
Result<TensorFile> parseTensors(std::string_view bytes, const std::string &where);

}  // namespace mlir_rl
