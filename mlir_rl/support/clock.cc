#include "mlir_rl/support/clock.h"

#include <chrono>

namespace mlir_rl {

double monotonicSeconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace mlir_rl
