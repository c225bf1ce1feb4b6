#include "mlir_rl/kernel_run/code.h"

namespace mlir_rl::kernel {

const Inst *stop(Run &run, const Inst *inst, Rule rule, std::string detail) {
  run.broken = rule;
  run.at = inst;
  run.detail = std::move(detail);
  return nullptr;
}

}  // namespace mlir_rl::kernel
