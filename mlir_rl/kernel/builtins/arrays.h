#pragma once

/// \file
/// Rows of the table of builtins: functions of arrays. An atomic takes an array, one i32 index for each dimension, and
/// a value of its element's type (two for cas); it gives the element's value from before.

// clang-format off
#define MLIR_RL_KERNEL_ARRAYS(ROW) \
  ROW(len, "len", bare, lenRule, none, "Extent (int32) of an array's first dimension, components of a vector, or rows of a matrix.") \
  ROW(lowerBound, "lower_bound", call, lowerBoundRule, none, "First index (int32) of a rising array of scalars, or of its part [begin, end), whose element is not below the value; the last index when all are below, begin when the part is empty; a part that leaves the array is an error. Written (array, value) or (array, begin, end, value). Exactly, also for arrays that do not rise: low = begin, high = end - 1; while low < high: m = low + (high - low) / 2; if array[m] < value: low = m + 1, else high = m; the result is low.") \
  ROW(atomicAdd, "atomic_add", call, atomicNumeric, memory, "Puts element + value into the element, by components for vectors and matrices, each on its own; the old value.") \
  ROW(atomicSub, "atomic_sub", call, atomicNumeric, memory, "Puts element - value into the element, by components for vectors and matrices; the old value.") \
  ROW(atomicMin, "atomic_min", call, atomicNumeric, memory, "Puts min(element, value) of the table into the element, by components for vectors and matrices; the old value.") \
  ROW(atomicMax, "atomic_max", call, atomicNumeric, memory, "Puts max(element, value) of the table into the element, by components for vectors and matrices; the old value.") \
  ROW(atomicExch, "atomic_exch", call, atomicWord, memory, "Puts the value into the element; the old value. Scalars of 32 or 64 bits.") \
  ROW(atomicCas, "atomic_cas", call, atomicCompare, memory, "Puts the second value into the element if its bits are those of the first, as a GPU compares; the old value. Scalars of 32 or 64 bits. So -0.0 does not equal 0.0; as no rule says which NaN an operation gives, do not compare NaNs.") \
  ROW(atomicAnd, "atomic_and", call, atomicInteger, memory, "Keeps the bits set in both; the old value. Integers of 32 or 64 bits.") \
  ROW(atomicOr, "atomic_or", call, atomicInteger, memory, "Sets the value's bits; the old value. Integers of 32 or 64 bits.") \
  ROW(atomicXor, "atomic_xor", call, atomicInteger, memory, "Flips the value's bits; the old value. Integers of 32 or 64 bits.")
// clang-format on
