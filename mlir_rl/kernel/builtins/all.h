#pragma once

/// \file
/// The table of builtins: a row each, ROW(id, name, form, rule, effect, about), see BuiltinRow. Groups are in files of
/// their own; rules, in rules.h, are functions from operand types to the type of the result.

#include "mlir_rl/kernel/builtins/arrays.h"
#include "mlir_rl/kernel/builtins/casts.h"
#include "mlir_rl/kernel/builtins/operators.h"
#include "mlir_rl/kernel/builtins/random.h"
#include "mlir_rl/kernel/builtins/scalars.h"
#include "mlir_rl/kernel/builtins/vectors.h"

#define MLIR_RL_KERNEL_BUILTINS(ROW) \
  MLIR_RL_KERNEL_OPERATORS(ROW)      \
  MLIR_RL_KERNEL_SCALARS(ROW)        \
  MLIR_RL_KERNEL_CASTS(ROW)          \
  MLIR_RL_KERNEL_VECTORS(ROW)        \
  MLIR_RL_KERNEL_ARRAYS(ROW)         \
  MLIR_RL_KERNEL_RANDOM(ROW)
