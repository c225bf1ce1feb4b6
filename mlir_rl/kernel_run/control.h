#pragma once

/// \file
/// Handlers for statements: jumps, loops, calls, and checks that may end the launch.

#include "mlir_rl/kernel_run/code.h"

namespace mlir_rl::kernel::control {

/// What a running range keeps in the frame.
struct Range {
  int64_t next = 0;
  int64_t remaining = 0;
  int64_t step = 0;
};

const Inst *jump(const Inst *inst, Run &run);        ///< by `extra`
const Inst *jumpUnless(const Inst *inst, Run &run);  ///< by `extra`, when the bool in[0] is false
const Inst *again(const Inst *inst, Run &run);       ///< by `extra`, to a loop's start: one more iteration
const Inst *rangeStart(const Inst *inst, Run &run);  ///< in[0], in[1], in[2] -> the Range `to`
const Inst *rangeNext(const Inst *inst, Run &run);   ///< by `extra`, with the next value of Range in[0] in `to`; or on
const Inst *call(const Inst *inst, Run &run);        ///< by `extra`; what comes next is kept in in[0]
const Inst *giveBack(const Inst *inst, Run &run);    ///< to what in[0] keeps
const Inst *finish(const Inst *inst, Run &run);      ///< the end of a thread

const Inst *clear(const Inst *inst, Run &run);         ///< `extra` bytes at `to`: no variable has a value
const Inst *mark(const Inst *inst, Run &run);          ///< the byte `to`: a variable has a value
const Inst *requireValue(const Inst *inst, Run &run);  ///< that the byte in[0] is marked; `extra` names the variable
const Inst *requireTrue(const Inst *inst, Run &run);   ///< that the bool in[0] is true
const Inst *missingReturn(const Inst *inst, Run &run);

}  // namespace mlir_rl::kernel::control
