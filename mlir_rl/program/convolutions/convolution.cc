#include "mlir_rl/program/convolutions/convolution.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/AffineExpr.h"

using namespace mlir;

namespace mlir_rl {

SmallVector<unsigned> Convolution::loops(ArrayRef<LoopRole> wanted) const {
  SmallVector<unsigned> found;
  for (LoopRole role : wanted)
    for (unsigned loop = 0; loop < roles.size(); ++loop)
      if (roles[loop] == role) found.push_back(loop);
  return found;
}

int64_t Convolution::count(ArrayRef<LoopRole> wanted) const {
  int64_t product = 1;
  for (unsigned loop : loops(wanted)) product *= extents[loop];
  return product;
}

SmallVector<int64_t> Convolution::dims(AffineMap map, ArrayRef<LoopRole> order) const {
  SmallVector<int64_t> found;
  for (LoopRole role : order)
    for (auto [dim, index] : llvm::enumerate(map.getResults())) {
      auto loop = dyn_cast<AffineDimExpr>(index);
      if ((loop ? roles[loop.getPosition()] : LoopRole::place) == role) found.push_back(dim);
    }
  return found;
}

/// out + image * filter, of floats, and nothing else.
static bool multipliesAndAdds(linalg::LinalgOp op) {
  Block *body = op.getBlock();
  if (body->getNumArguments() != 3 || body->getOperations().size() != 3) return false;
  auto multiply = dyn_cast<arith::MulFOp>(body->front());
  auto add = dyn_cast<arith::AddFOp>(*std::next(body->begin()));
  if (!multiply || !add || body->getTerminator()->getOperand(0) != add.getResult()) return false;
  Value image = body->getArgument(0), filter = body->getArgument(1), sum = body->getArgument(2);
  auto isPair = [](Operation *of, Value a, Value b) {
    return (of->getOperand(0) == a && of->getOperand(1) == b) || (of->getOperand(0) == b && of->getOperand(1) == a);
  };
  return isPair(multiply, image, filter) && isPair(add, multiply.getResult(), sum);
}

/// The window that an index of the image slides; nothing where it does not.
static std::optional<Window> windowOf(AffineExpr index, ArrayRef<utils::IteratorType> kinds) {
  SmallVector<int64_t> terms;  // coefficients of the loops, and the constant
  if (failed(getFlattenedAffineExpr(index, kinds.size(), 0, &terms)) || terms.back() != 0) return std::nullopt;
  std::optional<unsigned> place, tap;
  for (unsigned loop = 0; loop < kinds.size(); ++loop) {
    if (terms[loop] == 0) continue;
    std::optional<unsigned> &which = kinds[loop] == utils::IteratorType::parallel ? place : tap;
    if (which || terms[loop] < 0) return std::nullopt;
    which = loop;
  }
  if (!place || !tap) return std::nullopt;
  return Window{*place, *tap, terms[*place], terms[*tap]};
}

static bool isUsedBy(AffineMap map, unsigned loop) { return map.isFunctionOfDim(loop); }

/// The role of a loop that slides no window.
static std::optional<LoopRole> roleOf(const Convolution &of, unsigned loop, utils::IteratorType kind) {
  bool image = isUsedBy(of.imageMap, loop), filter = isUsedBy(of.filterMap, loop);
  if (kind == utils::IteratorType::reduction)
    return image && filter ? std::optional<LoopRole>(LoopRole::channel) : std::nullopt;
  if (image) return filter ? LoopRole::group : LoopRole::batch;
  return filter ? std::optional<LoopRole>(LoopRole::feature) : std::nullopt;
}

/// Sets windows and roles; false where the op is none.
static bool readLoops(Convolution &c) {
  SmallVector<utils::IteratorType> kinds = c.op.getIteratorTypesArray();
  for (AffineExpr index : c.imageMap.getResults()) {
    if (isa<AffineDimExpr>(index)) continue;
    std::optional<Window> window = windowOf(index, kinds);
    if (!window) return false;
    c.windows.push_back(*window);
  }
  for (unsigned loop = 0; loop < kinds.size(); ++loop) {
    const Window *slides = llvm::find_if(c.windows, [&](auto &w) { return w.place == loop || w.tap == loop; });
    bool isWindow = slides != c.windows.end();
    std::optional<LoopRole> role =
        isWindow ? (slides->place == loop ? LoopRole::place : LoopRole::tap) : roleOf(c, loop, kinds[loop]);
    if (!role || (role == LoopRole::tap && !isUsedBy(c.filterMap, loop))) return false;
    c.roles.push_back(*role);
  }
  return !c.windows.empty();
}

std::optional<Convolution> readConvolution(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 || !op.hasPureTensorSemantics() || op.hasDynamicShape() ||
      op.hasIndexSemantics() || !multipliesAndAdds(op))
    return std::nullopt;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  Convolution c{.op = op,
                .image = op.getDpsInputs()[0],
                .filter = op.getDpsInputs()[1],
                .init = op.getDpsInits()[0],
                .result = op->getResult(0),
                .imageMap = maps[0],
                .filterMap = maps[1],
                .resultMap = maps[2],
                .extents = SmallVector<int64_t>(op.getStaticLoopRanges())};
  if (!c.filterMap.isProjectedPermutation() || !c.resultMap.isProjectedPermutation()) return std::nullopt;
  return readLoops(c) ? std::optional<Convolution>(c) : std::nullopt;
}

}  // namespace mlir_rl
