// What casts become.

#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

static Value castTo(Ops &ops, const Call &call) {
  return ops.cast(call.values[0], call.types[0].scalar, call.result.scalar);
}

namespace lowerings {

Value castBool(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castInt8(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castInt16(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castInt32(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castInt64(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castUint8(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castUint16(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castUint32(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castUint64(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castFloat16(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castFloat32(Ops &ops, const Call &call) { return castTo(ops, call); }
Value castFloat64(Ops &ops, const Call &call) { return castTo(ops, call); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
