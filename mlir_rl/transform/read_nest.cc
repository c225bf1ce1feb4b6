#include "mlir_rl/transform/read_nest.h"

#include <algorithm>
#include <sstream>

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir_rl/program/module.h"

using namespace mlir;

namespace mlir_rl {

static int64_t tripsOf(OpFoldResult from, OpFoldResult to, OpFoldResult step) {
  auto low = getConstantIntValue(from), high = getConstantIntValue(to), by = getConstantIntValue(step);
  if (!low || !high || !by || *by <= 0) return -1;
  return (*high - *low + *by - 1) / *by;
}

/// Puts the loops of `around` before those already read (which lie inside of it).
static void readLoop(Operation *around, ReadOp &op) {
  std::vector<int64_t> trips;
  bool parallel = around->hasAttr("mlir_rl.parallel");
  if (auto loop = dyn_cast<scf::ForOp>(around))
    trips.push_back(tripsOf(loop.getLowerBound(), loop.getUpperBound(), loop.getStep()));
  if (auto forall = dyn_cast<scf::ForallOp>(around))
    for (auto [from, to, step] :
         llvm::zip(forall.getMixedLowerBound(), forall.getMixedUpperBound(), forall.getMixedStep()))
      trips.push_back(tripsOf(from, to, step));
  op.parallel.insert(op.parallel.begin(), trips.size(), parallel);
  op.trips.insert(op.trips.begin(), trips.begin(), trips.end());
}

static std::vector<int64_t> integersOf(Operation *op, StringRef name) {
  auto attribute = op->getAttrOfType<DenseI64ArrayAttr>(name);
  if (!attribute) return {};
  return {attribute.asArrayRef().begin(), attribute.asArrayRef().end()};
}

static ReadOp readOp(linalg::LinalgOp op, int64_t id) {
  ReadOp read;
  read.id = int(id);
  for (int64_t extent : op.getStaticLoopRanges()) read.extents.push_back(ShapedType::isDynamic(extent) ? -1 : extent);
  for (utils::IteratorType kind : op.getIteratorTypesArray())
    read.kinds.push_back(kind == utils::IteratorType::parallel ? IteratorKind::parallel : IteratorKind::reduction);
  for (Operation *around = op->getParentOp(); around; around = around->getParentOp()) readLoop(around, read);
  read.registerTile = integersOf(op, "mlir_rl.vectorize");
  read.packed = integersOf(op, "mlir_rl.pack");
  read.streamed = op->hasAttr("mlir_rl.stream");
  if (auto lanes = op->getAttrOfType<IntegerAttr>("mlir_rl.lanes")) read.lanes = int(lanes.getInt());
  return read;
}

std::vector<ReadOp> readNest(const Program &program) {
  std::vector<ReadOp> ops;
  moduleOf(program).walk([&](linalg::LinalgOp op) {
    if (auto id = op->getAttrOfType<IntegerAttr>("mlir_rl.op")) ops.push_back(readOp(op, id.getInt()));
  });
  return ops;
}

namespace {

/// What both sides of the comparison are brought to.
ReadOp predictedOp(const NestOp &op, int id) {
  ReadOp expected;
  expected.id = id;
  for (const NestLoop &loop : op.loops) {
    expected.extents.push_back(loop.extent);
    expected.kinds.push_back(loop.kind);
  }
  for (const OuterLoop &loop : op.outer) {
    expected.trips.push_back(loop.trips);
    expected.parallel.push_back(loop.parallel);
  }
  expected.registerTile.assign(op.registerTile.begin(), op.registerTile.end());
  expected.lanes = op.lanes;
  expected.streamed = op.streamed;
  for (int i = 0; i < 8; ++i)
    if (op.packed >> i & 1) expected.packed.push_back(i);
  return expected;
}

template <class Range>
std::string listOf(const Range &values) {
  std::ostringstream out;
  for (auto value : values) out << ' ' << int64_t(value);
  return "[" + out.str() + " ]";
}

template <class T>
void compare(std::ostream &out, int id, const char *what, const T &predicted, const T &read) {
  if (!(predicted == read))
    out << '%' << id << ' ' << what << ": predicted " << listOf(predicted) << ", the module has " << listOf(read)
        << '\n';
}

void compareOp(std::ostream &out, const ReadOp &predicted, const ReadOp &read) {
  compare(out, read.id, "extents", predicted.extents, read.extents);
  compare(out, read.id, "iterator kinds", predicted.kinds, read.kinds);
  compare(out, read.id, "trips around", predicted.trips, read.trips);
  compare(out, read.id, "threads", predicted.parallel, read.parallel);
  compare(out, read.id, "register tile", predicted.registerTile, read.registerTile);
  compare(out, read.id, "lanes", std::vector<int>{predicted.lanes}, std::vector<int>{read.lanes});
  compare(out, read.id, "packed operands", predicted.packed, read.packed);
  compare(out, read.id, "streamed", std::vector<bool>{predicted.streamed}, std::vector<bool>{read.streamed});
}

bool mayBeAbsent(const LoopNest &nest, const NestOp &op) {
  OpClass opClass = nest.summaryOf(op).opClass;
  return opClass == OpClass::pad || opClass == OpClass::fill;
}

}  // namespace

std::string nestDifferences(const LoopNest &predicted, const std::vector<ReadOp> &read) {
  std::ostringstream out;
  std::vector<int> found(predicted.ops.size(), 0);
  for (const ReadOp &op : read) {
    if (op.id >= predicted.ops.size()) {
      out << '%' << op.id << " is in the module but not in the nest\n";
      continue;
    }
    ++found[op.id];
    // Ops with too many loops keep none in the nest: nothing is predicted of them.
    if (!predicted.ops[op.id].loops.empty()) compareOp(out, predictedOp(predicted.ops[op.id], op.id), op);
  }
  for (int i = 0; i < predicted.ops.size(); ++i) {
    if (found[i] > 1) out << '%' << i << " is " << found[i] << " times in the module\n";
    if (found[i] == 0 && !mayBeAbsent(predicted, predicted.ops[i])) out << '%' << i << " is missing in the module\n";
  }
  return out.str();
}

}  // namespace mlir_rl
