#pragma once

/// \file
/// The one table of action kinds.

#include <span>
#include <string_view>

#include "mlir_rl/schedule/kind.h"

namespace mlir_rl {

/// All kinds, in the order of ActionKind.
std::span<const Kind *const> allKinds();

const Kind &kindOf(ActionKind kind);

/// Null when no kind has that name.
const Kind *findKind(std::string_view name);

}  // namespace mlir_rl
