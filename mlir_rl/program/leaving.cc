#include "mlir_rl/program/leaving.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir_rl/program/buffers.h"

using namespace mlir;

namespace mlir_rl {

/// Those that read or write the buffer, through views too.
static SmallVector<Operation *> usersOf(Value buffer) {
  SmallVector<Operation *> users;
  for (Operation *user : buffer.getUsers()) {
    if (auto view = dyn_cast<ViewLikeOpInterface>(user); view && view.getViewSource() == buffer)
      llvm::append_range(users, usersOf(view.getViewDest()));
    else
      users.push_back(user);
  }
  return users;
}

/// Who comes first fills the buffer, others read it.
static bool isFirst(Operation *op, ArrayRef<Operation *> users) {
  return llvm::none_of(users, [&](Operation *user) { return user->isBeforeInBlock(op); });
}

bool leavesProgram(func::CallOp call, unsigned firstResult) {
  bool leaves = false;
  for (Value operand : call.getOperands()) {
    Value buffer = bufferBehind(operand);
    SmallVector<Operation *> users = usersOf(buffer);
    auto argument = dyn_cast<BlockArgument>(buffer);
    bool isResult = argument && argument.getArgNumber() >= firstResult;
    if (!isResult && !isa_and_nonnull<memref::AllocOp>(buffer.getDefiningOp())) continue;
    if (!isFirst(call, users)) continue;
    if (!isResult || llvm::any_of(users, [&](Operation *user) { return user != call; })) return false;
    leaves = true;
  }
  return leaves;
}

}  // namespace mlir_rl
