#include "mlir_rl/kernel_run/compile.h"

#include "mlir_rl/kernel_run/arithmetic.h"
#include "mlir_rl/kernel_run/compiler.h"
#include "mlir_rl/kernel_run/control.h"
#include "mlir_rl/kernel_run/scalar_bits.h"
#include "mlir_rl/kernel_run/unset.h"

namespace mlir_rl::kernel {

Slot Unit::room(uint32_t bytes, uint32_t align) {
  Slot slot = (frameSize + align - 1) / align * align;
  frameSize = slot + bytes;
  code.image.resize(frameSize);
  return slot;
}

Slot Unit::literal(const Literal &value, Scalar scalar) {
  uint64_t bits = literalBits(value, scalar);
  auto [found, isNew] = literals.try_emplace({scalar, bits}, 0);
  if (!isNew) return found->second;
  found->second = room(scalarType(scalar));
  std::memcpy(code.image.data() + found->second, &bits, size_t(bitsOf(scalar) / 8));
  return found->second;
}

FunctionCompiler::FunctionCompiler(Unit &unit, const Function &function, bool isKernel)
    : unit_(unit), function_(function), isKernel_(isKernel), place_(function.place) {}

int FunctionCompiler::emit(const Inst &inst) {
  unit_.code.insts.push_back(inst);
  unit_.code.places.push_back(place_);
  return here() - 1;
}

void FunctionCompiler::copy(Slot to, Slot from, uint32_t bytes) {
  if (to != from && bytes > 0) emit({.handler = copyOf(bytes), .to = to, .in = {from}, .extra = int32_t(bytes)});
}

/// Slots of variables, results and flags; at each start no watched variable but parameters has a value.
void FunctionCompiler::layOut() {
  for (const Variable &variable : function_.variables) variables_.push_back(temporary(variable.type));
  for (int i = 0; i < function_.parameters; ++i) {
    routine_.parameters.push_back(variables_[size_t(i)]);
    routine_.types.push_back(function_.variables[size_t(i)].type);
    routine_.sizes.push_back(unit_.layout.size(routine_.types.back()));
  }
  for (const Type &type : function_.results) routine_.results.push_back(temporary(type));
  routine_.back = unit_.room(sizeof(const Inst *), alignof(const Inst *));
  std::vector<bool> watched = maybeUnset(function_);
  Slot first = unit_.room(0, 1);
  for (bool isWatched : watched) flags_.push_back(isWatched ? unit_.room(1, 1) : 0);
  Slot end = unit_.room(0, 1);
  if (end > first) emit({.handler = control::clear, .to = first, .extra = int32_t(end - first)});
}

Routine FunctionCompiler::compile() {
  routine_.name = function_.name;
  routine_.begin = here();
  routine_.dims = isKernel_ ? launchDims(function_) : 0;
  layOut();
  statements(function_.body);
  place_ = function_.place;
  if (isKernel_)
    emit({.handler = control::finish});
  else if (function_.results.empty())
    emit({.handler = control::giveBack, .in = {routine_.back}});
  else
    emit({.handler = control::missingReturn});
  routine_.end = here();
  return std::move(routine_);
}

Result<Code> compileModule(const Module &module) {
  Unit unit(module);
  unit.room(kMaxArrayDims * sizeof(int32_t), alignof(std::max_align_t));
  for (const Function &function : module.functions)
    unit.code.functions.push_back(FunctionCompiler(unit, function, false).compile());
  for (const Function &kernel : module.kernels)
    unit.code.kernels.push_back(FunctionCompiler(unit, kernel, true).compile());
  if (!unit.wrong.empty()) return badUsage(unit.wrong);
  return std::move(unit.code);
}

}  // namespace mlir_rl::kernel
