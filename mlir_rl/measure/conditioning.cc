#include "mlir_rl/measure/conditioning.h"

#include <cmath>
#include <cstring>

#include "mlir_rl/measure/float_types.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

template <size_t Bytes>
struct UnsignedOf;
template <>
struct UnsignedOf<2> {
  using Type = uint16_t;
};
template <>
struct UnsignedOf<4> {
  using Type = uint32_t;
};
template <>
struct UnsignedOf<8> {
  using Type = uint64_t;
};

/// The next number away from zero, or towards it. Zeros and numbers that would stop being finite stay.
template <class T>
void moveOne(T &value, bool away) {
  using Bits = typename UnsignedOf<sizeof(T)>::Type;
  if (double(value) == 0) return;
  Bits bits = std::bit_cast<Bits>(value);
  T moved = std::bit_cast<T>(away ? Bits(bits + 1) : Bits(bits - 1));
  if (std::isfinite(double(value)) && std::isfinite(double(moved))) value = moved;
}

template <class T>
double floatResponse(const T *nudged, const T *reference, int64_t count) {
  double moved = 0, magnitude = 0;
  int64_t movers = 0, finite = 0;
  for (int64_t i = 0; i < count; ++i) {
    double now = double(nudged[i]), before = double(reference[i]);
    if (!std::isfinite(now) || !std::isfinite(before)) continue;
    movers += now != before;
    ++finite;
    moved += (now - before) * (now - before);
    magnitude += before * before;
  }
  if (movers == 0 || magnitude == 0) return 1;
  double distance = std::sqrt(moved / double(movers)), scale = std::sqrt(magnitude / double(finite));
  return std::max(1.0, distance / (epsilonOf<T>() * scale));
}

}  // namespace

void nudge(ElementType type, void *values, int64_t count, uint64_t seed) {
  withFloatType(type, [&]<class T>(T *) {
    T *elements = static_cast<T *>(values);
    for (int64_t i = 0; i < count; ++i) moveOne(elements[i], deriveSeed(seed, uint64_t(i)) & 1);
  });
}

double responseOf(ElementType type, const void *nudged, const void *reference, int64_t count) {
  double response = 1;
  withFloatType(type, [&]<class T>(T *) {
    response = floatResponse(static_cast<const T *>(nudged), static_cast<const T *>(reference), count);
  });
  return response;
}

}  // namespace mlir_rl
