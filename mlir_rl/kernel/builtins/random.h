#pragma once

/// \file
/// Rows of the table of builtins: random numbers of PCG. The state is a uint32 variable. Each draw evaluates its
/// bounds, then does state = pcg(state). In uint32:
/// - b = state * 747796405 + 2891336453
/// - c = ((b >> ((b >> 28) + 4)) ^ b) * 277803737
/// - pcg(state) = (c >> 22) ^ c
///
/// Floats are f32 and round after each operation.

// clang-format off
#define MLIR_RL_KERNEL_RANDOM(ROW) \
  ROW(randInit, "rand_init", call, randInitRule, none, "A state (uint32): pcg(seed), or pcg(seed + pcg(offset)); seed and offset are int32.") \
  ROW(randi, "randi", call, drawRule<Scalar::i32>, state, "The new state's bits as int32; with low < high: int32(state % (uint32(high) - uint32(low)) + uint32(low)), in uint32. low == high is an error, a division by 0.") \
  ROW(randu, "randu", call, drawRule<Scalar::u32>, state, "The new state; with low < high: state % (high - low) + low. low == high is an error, a division by 0.") \
  ROW(randf, "randf", call, drawRule<Scalar::f32>, state, "float(state >> 8) / 2^24, in [0, 1) and exact; with low, high: (high - low) * that + low.") \
  ROW(randn, "randn", call, randnRule, state, "Normally distributed: sqrt(-2 * log(u + 5.96e-8)) * cos(6.2831853071795865 * v), constants rounded to f32; u is one draw of randf, then v the next.")
// clang-format on
