#pragma once

/// \file
/// One step of a schedule: plain data. Meaning, legality, effect and printing live in `schedule/kinds.h`.

#include <cstdint>
#include <vector>

namespace mlir_rl {

enum class ActionKind : uint8_t {
  stop,
  defaults,
  interchange,
  split,
  tile,
  tileParallel,
  fuse,
  pack,
  pad,
  decompose,
  vectorize,
  unroll,
  stream,
};
inline constexpr int kNumActionKinds = 13;

/// `op` names an op of the task by id. What `sizes`, `list` and `dim` hold depends on the kind:
///   interchange  list = permutation of the op's loops (new position -> old loop)
///   split        dim = loop, sizes = {iterations in the first part}
///   tile         sizes = one for each loop, 0 leaves the loop alone
///   tileParallel sizes likewise, list = producers fused into the tiles, in order
///   fuse         sizes likewise (all 0: into the innermost tiles made before), list = producers
///   pack         dim = input to copy into panels
///   pad          sizes = multiple of each loop (0: none)
///   decompose    sizes = {parts of the reduction}
///   vectorize    sizes = register tile of each loop, dim = the loop whose iterations become lanes
///   unroll       sizes = factor of each reduction loop inside the register tile (0 or 1: none)
///   stream       nothing more
struct Action {
  ActionKind kind = ActionKind::stop;
  int op = 0;
  int dim = -1;
  std::vector<int64_t> sizes;
  std::vector<int64_t> list;
  bool operator==(const Action &) const = default;
};

}  // namespace mlir_rl
