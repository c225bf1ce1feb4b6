#pragma once

/// \file
/// Why a sample becomes no kept row.

#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

struct Trouble {
  RowState state = RowState::failed;
  std::string message;
};

template <class T>
using Checked = tl::expected<T, Trouble>;

inline tl::unexpected<Trouble> rejected(std::string message) {
  return tl::unexpected<Trouble>(Trouble{RowState::rejected, std::move(message)});
}
inline tl::unexpected<Trouble> troubled(std::string message) {
  return tl::unexpected<Trouble>(Trouble{RowState::failed, std::move(message)});
}

}  // namespace mlir_rl::kernel
