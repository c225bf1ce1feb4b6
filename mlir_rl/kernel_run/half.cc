#include "mlir_rl/kernel_run/half.h"

#include <bit>

namespace mlir_rl::kernel {

float Half::value() const { return float(std::bit_cast<_Float16>(bits)); }
Half Half::of(float value) { return {std::bit_cast<uint16_t>(_Float16(value))}; }
Half Half::of(double value) { return {std::bit_cast<uint16_t>(_Float16(value))}; }

}  // namespace mlir_rl::kernel
