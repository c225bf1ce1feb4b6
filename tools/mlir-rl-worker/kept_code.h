#pragma once

/// \file
/// Code that children of one worker leave for those after them.

#include <cstdint>
#include <optional>

#include "loaded_program.h"

namespace mlir_rl {

/// A few artifacts in memory that a worker shares with its children, one child at a time. What others are compared with
/// is in request after request; building it is most of the work of one.
class KeptCode {
 public:
  /// Reserves the memory; without any nothing is kept.
  KeptCode();
  ~KeptCode();
  KeptCode(const KeptCode &) = delete;
  KeptCode &operator=(const KeptCode &) = delete;

  /// What this script made of this program under this request's options.
  std::optional<Artifact> find(const LoadedProgram &program, const MeasureRequest &request, const std::string &script);
  /// Leaves an artifact; the one that was not used for the longest time goes. Large ones are not kept.
  void keep(const LoadedProgram &program, const MeasureRequest &request, const std::string &script,
            const Artifact &artifact);
  /// From here on nobody in this process can write.
  void seal();

 private:
  struct Slot;
  Slot &slot(int index) const;

  char *memory_ = nullptr;
};

}  // namespace mlir_rl
