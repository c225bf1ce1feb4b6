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

/// Of the elements that are finite in both.
struct Moves {
  double distance = 0;  ///< root mean square, of those that moved
  double scale = 0;     ///< of the references, root mean square
  double largest = 0;   ///< of the references
};

template <class T>
Moves movesOf(const void *nudged, const void *reference, int64_t count) {
  const T *after = static_cast<const T *>(nudged), *before = static_cast<const T *>(reference);
  double moved = 0, magnitude = 0, largest = 0;
  int64_t movers = 0, finite = 0;
  for (int64_t i = 0; i < count; ++i) {
    double now = double(after[i]), was = double(before[i]);
    if (!std::isfinite(now) || !std::isfinite(was)) continue;
    movers += now != was;
    ++finite;
    moved += (now - was) * (now - was);
    magnitude += was * was;
    largest = std::max(largest, std::fabs(was));
  }
  if (movers == 0) return {};
  return {std::sqrt(moved / double(movers)), std::sqrt(magnitude / double(finite)), largest};
}

/// Of the largest element: more drift than that is a jump.
constexpr double kLargestDrift = 0.01;

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
    Moves moves = movesOf<T>(nudged, reference, count);
    if (moves.scale > 0) response = std::max(1.0, moves.distance / (epsilonOf<T>() * moves.scale));
  });
  return response;
}

double driftOf(ElementType type, const void *nudged, const void *reference, int64_t count) {
  double drift = 0;
  withFloatType(type, [&]<class T>(T *) {
    Moves moves = movesOf<T>(nudged, reference, count);
    drift = std::min(moves.distance, kLargestDrift * moves.largest);
  });
  return drift;
}

}  // namespace mlir_rl
