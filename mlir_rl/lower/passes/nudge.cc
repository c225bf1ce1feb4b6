// mlir-rl-nudge: values that a right schedule may round otherwise move by one unit of rounding: results of functions
// that have polynomials, and sums. Sums of reductions do not: how long they are is in the bound already, and
// mlir-rl-float-rules has marked them. Running such code shows what one unit in the middle of a program does to its
// outputs: all of 1 + erf(x) where erf is near -1, though no last bit of x moves it.

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir_rl/lower/passes.h"
#include "mlir_rl/lower/passes/approximated.h"

using namespace mlir;

namespace mlir_rl {
namespace {

bool roundsFreely(Operation *op) {
  if (isApproximated(op)) return true;
  if (!isa<arith::AddFOp, arith::SubFOp>(op)) return false;
  arith::FastMathFlags flags = cast<arith::ArithFastMathInterface>(op).getFastMathFlagsAttr().getValue();
  return !bitEnumContainsAny(flags, arith::FastMathFlags::reassoc);
}

/// Works on one type: scalars, or vectors of any rank.
class Nudger {
 public:
  Nudger(OpBuilder &builder, Location loc, Type type)
      : builder_(builder), loc_(loc), type_(type), width_(getElementTypeOrSelf(type).getIntOrFloatBitWidth()) {
    Type integer = builder.getIntegerType(width_);
    auto shaped = dyn_cast<ShapedType>(type);
    integers_ = shaped ? Type(shaped.clone(integer)) : integer;
  }

  /// The next number up or down, by a hash of the value's own bits. Zeros and ones, which these functions have at their
  /// limits and then have exactly, stay, and so does what is not finite.
  Value nudged(Value x) {
    Value bits = arith::BitcastOp::create(builder_, loc_, integers_, x);
    Value mixed = arith::MulIOp::create(builder_, loc_, bits, integer(0x9e3779b97f4a7c15ull >> (64 - width_) | 1));
    Value down = arith::ShRUIOp::create(builder_, loc_, mixed, integer(width_ - 1));
    Value twice = arith::AddIOp::create(builder_, loc_, down, down);
    Value step = arith::SubIOp::create(builder_, loc_, integer(1), twice);
    Value next = arith::AddIOp::create(builder_, loc_, bits, step);
    Value moved = arith::BitcastOp::create(builder_, loc_, type_, next);
    return arith::SelectOp::create(builder_, loc_, moves(x), moved, x);
  }

 private:
  Value moves(Value x) {
    Value size = math::AbsFOp::create(builder_, loc_, x);
    Value notZero = compare(arith::CmpFPredicate::ONE, size, number(0));
    Value notOne = compare(arith::CmpFPredicate::ONE, size, number(1));
    Value finite = compare(arith::CmpFPredicate::OLT, size, number(std::numeric_limits<double>::infinity()));
    return arith::AndIOp::create(builder_, loc_, finite, arith::AndIOp::create(builder_, loc_, notZero, notOne));
  }

  Value compare(arith::CmpFPredicate predicate, Value a, Value b) {
    return arith::CmpFOp::create(builder_, loc_, predicate, a, b);
  }

  Value constant(Type type, Attribute element) {
    auto shaped = dyn_cast<ShapedType>(type);
    auto value = shaped ? TypedAttr(DenseElementsAttr::get(shaped, element)) : cast<TypedAttr>(element);
    return arith::ConstantOp::create(builder_, loc_, value);
  }
  Value number(double value) { return constant(type_, builder_.getFloatAttr(getElementTypeOrSelf(type_), value)); }
  Value integer(uint64_t value) {
    return constant(integers_, builder_.getIntegerAttr(builder_.getIntegerType(width_), APInt(width_, value)));
  }

  OpBuilder &builder_;
  Location loc_;
  Type type_, integers_;
  unsigned width_;
};

struct NudgePass : PassWrapper<NudgePass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(NudgePass)
  StringRef getArgument() const final { return "mlir-rl-nudge"; }
  StringRef getDescription() const final { return "Results that schedules may round otherwise move by one unit"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<arith::ArithDialect, math::MathDialect>();
  }

  void runOnOperation() final {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (roundsFreely(op)) ops.push_back(op);
    });
    for (Operation *op : ops) {
      Value result = op->getResult(0);
      SmallVector<OpOperand *> uses = llvm::map_to_vector(result.getUses(), [](OpOperand &use) { return &use; });
      OpBuilder builder(op->getContext());
      builder.setInsertionPointAfter(op);
      Value moved = Nudger(builder, op->getLoc(), result.getType()).nudged(result);
      for (OpOperand *use : uses) use->set(moved);
    }
  }
};

}  // namespace

std::unique_ptr<Pass> createNudgePass() { return std::make_unique<NudgePass>(); }

}  // namespace mlir_rl
