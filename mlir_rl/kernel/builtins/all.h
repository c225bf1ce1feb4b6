#pragma once

/// \file
/// The table of builtins: a row each, ROW(id, name, form, rule, effect, about), see BuiltinRow. Groups are in files of
/// their own; rules, in rules.h, are functions from operand types to the type of the result. Hashes number the rows in
/// this order, so new ones stand behind all others.

#include "mlir_rl/kernel/builtins/arrays.h"
#include "mlir_rl/kernel/builtins/casts.h"
#include "mlir_rl/kernel/builtins/named.h"
#include "mlir_rl/kernel/builtins/norms.h"
#include "mlir_rl/kernel/builtins/operators.h"
#include "mlir_rl/kernel/builtins/random.h"
#include "mlir_rl/kernel/builtins/samples.h"
#include "mlir_rl/kernel/builtins/scalars.h"
#include "mlir_rl/kernel/builtins/spatial.h"
#include "mlir_rl/kernel/builtins/vectors.h"

#define MLIR_RL_KERNEL_BUILTINS(ROW) \
  MLIR_RL_KERNEL_OPERATORS(ROW)      \
  MLIR_RL_KERNEL_SCALARS(ROW)        \
  MLIR_RL_KERNEL_CASTS(ROW)          \
  MLIR_RL_KERNEL_VECTORS(ROW)        \
  MLIR_RL_KERNEL_ARRAYS(ROW)         \
  MLIR_RL_KERNEL_RANDOM(ROW)         \
  MLIR_RL_KERNEL_NAMED(ROW)          \
  MLIR_RL_KERNEL_NORMS(ROW)          \
  MLIR_RL_KERNEL_SPATIAL(ROW)        \
  MLIR_RL_KERNEL_SAMPLES(ROW)
