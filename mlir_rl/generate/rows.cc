#include <algorithm>
#include <cassert>

#include "mlir_rl/generate/ops.h"

namespace mlir_rl {

/// "d0, d1", without those of `dims`.
static std::string mapWithout(size_t rank, const std::vector<int> &dims) {
  std::string map;
  for (int d = 0; d < int(rank); ++d)
    if (std::find(dims.begin(), dims.end(), d) == dims.end()) map += (map.empty() ? "d" : ", d") + std::to_string(d);
  return map;
}

Value transpose(Builder &b, const Value &x, const std::vector<int> &permutation) {
  Shape shape;
  std::string list;
  for (int dim : permutation) {
    shape.push_back(x.shape[size_t(dim)]);
    list += (list.empty() ? "" : ", ") + std::to_string(dim);
  }
  Value value = b.named("linalg.transpose", "permutation = [" + list + "]", {x}, b.empty(shape),
                        "transpose[" + list + "]", elementsOf(shape), {.seconds = 2e-9});
  return b.inTorch(value, "$0.permute(" + list + ")", {x});
}

const std::vector<std::string> &reductionNames() {
  static const std::vector<std::string> names = {"sum", "mean", "max", "min", "square_sum"};
  return names;
}

static std::vector<std::string> combinerBody(const std::string &name) {
  if (name == "max") return {"%r = arith.maximumf %in0, %out0 : f32", "%r"};
  if (name == "min") return {"%r = arith.minimumf %in0, %out0 : f32", "%r"};
  if (name == "square_sum") return {"%q = arith.mulf %in0, %in0 : f32", "%r = arith.addf %q, %out0 : f32", "%r"};
  assert(name == "sum" || name == "mean");
  return {"%r = arith.addf %in0, %out0 : f32", "%r"};
}

static std::string torchReduction(const std::string &name, const std::vector<int> &dims) {
  std::string end = ", dim=" + pythonList({dims.begin(), dims.end()}) + ")";
  if (name == "square_sum") return "torch.sum(torch.square($0)" + end;
  return "torch." + (name == "max" ? "amax" : name == "min" ? "amin" : name) + "($0" + end;
}

Value reduction(Builder &b, const std::string &name, const Value &x, const std::vector<int> &dims) {
  Generic op{.loops = x.shape, .kinds = std::string(x.shape.size(), 'p'), .inputs = {x}};
  Shape kept;
  double length = 1;
  for (int d = 0; d < int(x.shape.size()); ++d) {
    bool gone = std::find(dims.begin(), dims.end(), d) != dims.end();
    if (gone) op.kinds[size_t(d)] = 'r';
    if (gone) length *= double(x.shape[size_t(d)]);
    if (!gone) kept.push_back(x.shape[size_t(d)]);
  }
  std::string neutral = name == "max" ? "0xFF800000" : name == "min" ? "0x7F800000" : "0.0";
  op.maps = {mapWithout(x.shape.size(), {}), mapWithout(x.shape.size(), dims)};
  op.outputs = {b.filled(kept, neutral)};
  op.body = combinerBody(name);
  op.structure = name + " " + op.kinds;
  // Along rows LLVM adds in lanes.
  bool alongRows = op.kinds.back() == 'r';
  op.work = {.flops = name == "square_sum" ? 2.0 : 1.0, .seconds = alongRows ? 0.2e-9 : 0, .atRate = !alongRows};
  Value value = b.generic(op).front();
  if (name == "mean") value = scaled(b, value, numberText(1 / length));
  return b.inTorch(value, torchReduction(name, dims), {x});
}

/// x OP y, y without the last dimension of x.
static Value withRows(Builder &b, const std::string &op, const Value &x, const Value &y) {
  size_t rank = x.shape.size();
  Generic generic{.loops = x.shape, .kinds = std::string(rank, 'p'), .inputs = {x, y}};
  generic.maps = {mapWithout(rank, {}), mapWithout(rank, {int(rank) - 1}), mapWithout(rank, {})};
  generic.outputs = {b.empty(x.shape)};
  generic.body = {"%r = arith." + op + " %in0, %in1 : f32", "%r"};
  generic.structure = "rows_" + op;
  generic.work = {.flops = 1, .seconds = 0.1e-9};
  return b.generic(generic).front();
}

/// One function of each element.
static Value mapped(Builder &b, const Value &x, const std::vector<std::string> &body, const std::string &structure,
                    const Work &work) {
  std::string map = mapWithout(x.shape.size(), {});
  Generic op{.loops = x.shape, .kinds = std::string(x.shape.size(), 'p'), .maps = {map, map}, .inputs = {x}};
  op.outputs = {b.empty(x.shape)};
  op.body = body;
  op.structure = structure;
  op.work = work;
  return b.generic(op).front();
}

Value softmax(Builder &b, const Value &x) {
  int last = int(x.shape.size()) - 1;
  Value shifted = withRows(b, "subf", x, reduction(b, "max", x, {last}));
  Value powers = mapped(b, shifted, {"%r = math.exp %in0 : f32", "%r"}, "exp", {.flops = 1, .seconds = 4e-9});
  Value value = withRows(b, "divf", powers, reduction(b, "sum", powers, {last}));
  return b.inTorch(value, "F.softmax($0, -1)", {x});
}

/// 1 / sqrt(x + 1e-5)
static Value inverseRoot(Builder &b, const Value &x) {
  std::string epsilon = b.constant("1.0e-05");
  std::vector<std::string> body = {"%a = arith.addf %in0, " + epsilon + " : f32", "%r = math.rsqrt %a : f32", "%r"};
  return mapped(b, x, body, "rsqrt", {.flops = 2, .seconds = 2e-9});
}

Value layerNorm(Builder &b, const Value &x) {
  int last = int(x.shape.size()) - 1;
  Value centred = withRows(b, "subf", x, reduction(b, "mean", x, {last}));
  Value squares = reduction(b, "square_sum", centred, {last});
  Value variance = scaled(b, squares, numberText(1 / double(x.shape.back())));
  Value normal = withRows(b, "mulf", centred, inverseRoot(b, variance));
  Value scale = b.weight({x.shape.back()}, kScale), shift = b.weight({x.shape.back()}, kBias);
  Value value = broadcastBinary(b, "add", broadcastBinary(b, "mul", normal, scale, last), shift, last);
  return b.inTorch(value, "F.layer_norm($0, " + pythonList({x.shape.back()}) + ", $1, $2, 1e-5)", {x, scale, shift});
}

Value batchNormOfStatistics(Builder &b, const Value &x) {
  Shape channels = {x.shape[1]};
  Value mean = b.weight(channels, kBias), variance = b.weight(channels, kScale);
  Value scale = b.weight(channels, kScale), shift = b.weight(channels, kBias);
  Value normal = broadcastBinary(b, "mul", broadcastBinary(b, "sub", x, mean, 1), inverseRoot(b, variance), 1);
  Value value = broadcastBinary(b, "add", broadcastBinary(b, "mul", normal, scale, 1), shift, 1);
  return b.inTorch(value, "F.batch_norm($0, $1, $2, $3, $4, eps=1e-5)", {x, mean, variance, scale, shift});
}

}  // namespace mlir_rl
