#pragma once

/// \file
/// What texts in CUDA C++ need of CUDA, as functions of one thread on the CPU, so that a C++ compiler takes them. A
/// grid of one block of one thread runs a whole launch in order.

#include <math.h>  // isnan and its like without std::, as CUDA has them

#include <cassert>
#include <cstdint>
#include <cstring>
#include <type_traits>

#define __device__
#define __global__

using half = _Float16;

struct OfGrid {
  unsigned int x = 0;
};
inline OfGrid threadIdx, blockIdx;
inline OfGrid gridDim{1}, blockDim{1};

/// Puts `change(old)` into memory and gives the old value.
template <typename T, typename Change>
T changed(T *place, Change change) {
  T old = *place;
  *place = T(change(old));
  return old;
}

template <typename T>
using Same = std::type_identity_t<T>;

/// Integers wrap around; the sanitizer would stop at a sum of signed ones.
template <typename T>
T summed(T a, T b) {
  if constexpr (std::is_integral_v<T>)
    return T(uint64_t(a) + uint64_t(b));
  else
    return a + b;
}

template <typename T>
T atomicAdd(T *place, Same<T> value) {
  static_assert(std::is_floating_point_v<T> || std::is_same_v<T, int> || std::is_unsigned_v<T>);
  return changed(place, [&](T old) { return summed(old, value); });
}
template <typename T>
T atomicSub(T *place, Same<T> value) {
  static_assert(std::is_integral_v<T> && sizeof(T) == 4);
  return changed(place, [&](T old) { return T(uint64_t(old) - uint64_t(value)); });
}
template <typename T>
T atomicMin(T *place, Same<T> value) {
  static_assert(std::is_integral_v<T>);
  return changed(place, [&](T old) { return value < old ? value : old; });
}
template <typename T>
T atomicMax(T *place, Same<T> value) {
  static_assert(std::is_integral_v<T>);
  return changed(place, [&](T old) { return value > old ? value : old; });
}
template <typename T>
T atomicExch(T *place, Same<T> value) {
  static_assert(sizeof(T) == 4 || std::is_same_v<T, unsigned long long>);
  return changed(place, [&](T) { return value; });
}
template <typename T>
T atomicCAS(T *place, Same<T> expected, Same<T> value) {
  static_assert(std::is_same_v<T, int> || std::is_unsigned_v<T>);
  return changed(place, [&](T old) { return old == expected ? value : old; });
}
template <typename T>
T atomicAnd(T *place, Same<T> value) {
  static_assert(std::is_same_v<T, int> || std::is_unsigned_v<T>);
  return changed(place, [&](T old) { return old & value; });
}
template <typename T>
T atomicOr(T *place, Same<T> value) {
  static_assert(std::is_same_v<T, int> || std::is_unsigned_v<T>);
  return changed(place, [&](T old) { return old | value; });
}
template <typename T>
T atomicXor(T *place, Same<T> value) {
  static_assert(std::is_same_v<T, int> || std::is_unsigned_v<T>);
  return changed(place, [&](T old) { return old ^ value; });
}

template <typename To, typename From>
To bitsAs(From value) {
  static_assert(sizeof(To) == sizeof(From));
  To result;
  std::memcpy(&result, &value, sizeof result);
  return result;
}
inline int __popc(unsigned int x) { return __builtin_popcount(x); }
inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
inline int __float_as_int(float x) { return bitsAs<int>(x); }
inline float __int_as_float(int x) { return bitsAs<float>(x); }
inline long long __double_as_longlong(double x) { return bitsAs<long long>(x); }
inline double __longlong_as_double(long long x) { return bitsAs<double>(x); }
