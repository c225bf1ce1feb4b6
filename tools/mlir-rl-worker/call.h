#pragma once

/// \file
/// Calling compiled code with memref descriptors.

#include <memory>
#include <vector>

#include "mlir_rl/flow/artifact.h"

namespace mlir_rl {

/// The descriptors of one call, prepared once so that a timed call does nothing but call.
class PreparedCall {
 public:
  /// `data` has one address for each argument; `workspace` may be null when the artifact needs none.
  PreparedCall(void *address, const Artifact &artifact, const std::vector<char *> &data, char *workspace);
  ~PreparedCall();
  PreparedCall(PreparedCall &&) noexcept;

  void operator()();

 private:
  struct Frame;
  std::unique_ptr<Frame> frame_;
};

}  // namespace mlir_rl
