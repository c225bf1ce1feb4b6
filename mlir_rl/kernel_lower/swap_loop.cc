#include "mlir_rl/kernel_lower/swap_loop.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace LLVM = mlir::LLVM;
namespace memref = mlir::memref;
namespace scf = mlir::scf;
using mlir::Value;

namespace {

constexpr auto kRelaxed = LLVM::AtomicOrdering::monotonic;

/// The same bits as an integer, or the other way round: what is compared and swapped is an integer.
Value bits(mlir::OpBuilder &builder, Value value, mlir::Type type) {
  if (value.getType() == type) return value;
  return arith::BitcastOp::create(builder, builder.getUnknownLoc(), type, value);
}

/// The body of the operation behind `old`; the value that it yields.
Value takeBody(memref::GenericAtomicRMWOp op, mlir::Block &into, Value old) {
  mlir::Block &given = op.getRegion().front();
  auto yield = mlir::cast<memref::AtomicYieldOp>(given.getTerminator());
  given.getArgument(0).replaceAllUsesWith(old);
  into.getOperations().splice(into.end(), given.getOperations(), given.begin(), yield->getIterator());
  return yield.getResult();
}

}  // namespace

Value swapLoop(mlir::OpBuilder &builder, memref::GenericAtomicRMWOp op, Value address) {
  mlir::Location loc = builder.getUnknownLoc();
  mlir::Type type = op.getResult().getType();
  unsigned width = type.getIntOrFloatBitWidth();
  mlir::Type integer = builder.getIntegerType(width);
  Value first =
      LLVM::LoadOp::create(builder, loc, integer, address, width / 8, /*isVolatile=*/false,
                           /*isNonTemporal=*/false, /*isInvariant=*/false, /*isInvariantGroup=*/false, kRelaxed);
  auto loop = scf::WhileOp::create(builder, loc, mlir::TypeRange(integer), mlir::ValueRange(first));
  mlir::OpBuilder::InsertionGuard guard(builder);
  mlir::Block *body = builder.createBlock(&loop.getBefore(), {}, integer, loc);
  Value old = body->getArgument(0);
  Value made = takeBody(op, *body, bits(builder, old, type));
  builder.setInsertionPointToEnd(body);
  Value wanted = bits(builder, made, integer);
  Value swapped = LLVM::AtomicCmpXchgOp::create(builder, loc, address, old, wanted, kRelaxed, kRelaxed);
  Value now = LLVM::ExtractValueOp::create(builder, loc, swapped, 0);
  Value equal = LLVM::ExtractValueOp::create(builder, loc, swapped, 1);
  Value yes = arith::ConstantOp::create(builder, loc, builder.getBoolAttr(true));
  Value again = arith::XOrIOp::create(builder, loc, equal, yes);
  scf::ConditionOp::create(builder, loc, again, mlir::ValueRange(now));
  builder.createBlock(&loop.getAfter(), {}, integer, loc);
  scf::YieldOp::create(builder, loc, loop.getAfterArguments());
  builder.setInsertionPointAfter(loop);
  return bits(builder, loop.getResult(0), type);
}

}  // namespace mlir_rl::kernel::lowering
