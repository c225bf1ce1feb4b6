#pragma once

/// \file
/// Rows of the table of builtins: bits of integers, and norms of vectors of float32, in which delta is 1.0 when it is
/// left out. Formulas say the bits as those of vectors.h do.

// clang-format off
#define MLIR_RL_KERNEL_NORMS(ROW) \
  ROW(bitCount, "bit_count", call, bitCountRule, none, "How many bits of an integer are 1 (int32), the sign's among them.") \
  ROW(normL1, "norm_l1", call, normRule, none, "abs(v[0]) + abs(v[1]) + ...") \
  ROW(normL2, "norm_l2", call, normRule, none, "length(v).") \
  ROW(normHuber, "norm_huber", call, thresholdNormRule, none, "Written (v) or (v, delta). With a = dot(v, v): 0.5 * a when a <= delta * delta, else delta * (sqrt(a) - 0.5 * delta).") \
  ROW(normPseudoHuber, "norm_pseudo_huber", call, thresholdNormRule, none, "Written (v) or (v, delta): delta * sqrt(1 + dot(v, v) / (delta * delta)).") \
  ROW(smoothNormalize, "smooth_normalize", call, smoothNormalizeRule, none, "Written (v) or (v, delta): v[i] / norm_pseudo_huber(v, delta).")
// clang-format on
