#pragma once

/// \file
/// What is run to find a roof: one probe for each kernel and working set.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/measure/roof.h"
#include "mlir_rl/measure/roof_kernels.h"

namespace mlir_rl {

/// Pages of small whole numbers (no denormals), large pages where the system gives them: the roof is of the caches,
/// not of the page tables.
class Pages {
 public:
  explicit Pages(int64_t bytes);
  ~Pages();
  Pages(const Pages &) = delete;
  Pages &operator=(const Pages &) = delete;
  double *data() const { return data_; }  ///< nullptr when the system refused

 private:
  size_t bytes_;
  double *data_ = nullptr;
};

/// One kernel on one working set.
struct Probe {
  std::string name;
  Rate *into;                           ///< where its rate goes; of several probes the best stays
  double unitsPerRepeat;                ///< FLOP or bytes
  std::function<bool(int64_t)> repeat;  ///< runs it so many times; false when the result is wrong
  int64_t repeats = 1;
  std::vector<double> rates = {};
};

/// Levels with their working sets: half of each cache, and for memory four times the last one (256 MiB at least, 1 GiB
/// at most, half of what is free). Errors: environment, when that is too little to leave the caches.
Result<std::vector<LevelRoof>> workingSets(const Machine &machine);

/// The kernels worth trying for a target, its own first. Beside AVX-512 also AVX2, which is faster where 512 bits cost
/// frequency or ports.
std::vector<const RoofKernels *> kernelsFor(const Machine &machine);

/// All probes for `kernels` and roof.levels, with their rates going into `roof`; `pages` keeps their working sets.
/// Errors: environment, when the system refuses the memory.
Result<std::vector<Probe>> makeProbes(const std::vector<const RoofKernels *> &kernels, Roof &roof,
                                      std::vector<std::unique_ptr<Pages>> &pages);

}  // namespace mlir_rl
