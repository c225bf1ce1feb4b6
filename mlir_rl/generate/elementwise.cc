#include <algorithm>
#include <cassert>

#include "mlir_rl/generate/ops.h"

namespace mlir_rl {

namespace {

/// One row a function: lines of the body in terms of %x (and %y), the last one names the result. @C is constant C.
struct Function {
  const char *name;
  std::string torch;  ///< in PyTorch, of $0 (and $1)
  std::vector<std::string> body;
  Work work;
};

}  // namespace

static const std::vector<Function> &unaryFunctions() {
  static const std::vector<Function> all = {
      {"relu",
       "F.relu($0)",
       {"%c = arith.cmpf ugt, %x, @0.0 : f32", "%r = arith.select %c, %x, @0.0 : f32", "%r"},
       {1, 0.1e-9}},
      {"sigmoid",
       "torch.sigmoid($0)",
       {"%n = arith.negf %x : f32", "%e = math.exp %n : f32", "%s = arith.addf %e, @1.0 : f32",
        "%r = arith.divf @1.0, %s : f32", "%r"},
       {4, 5e-9}},
      {"tanh", "torch.tanh($0)", {"%r = math.tanh %x : f32", "%r"}, {1, 12e-9}},
      {"gelu",
       "F.gelu($0)",
       {"%d = arith.divf %x, @1.41421354 : f32", "%e = math.erf %d : f32", "%a = arith.addf %e, @1.0 : f32",
        "%h = arith.mulf %a, @0.5 : f32", "%r = arith.mulf %x, %h : f32", "%r"},
       {5, 10e-9}},
      {"silu",
       "F.silu($0)",
       {"%n = arith.negf %x : f32", "%e = math.exp %n : f32", "%s = arith.addf %e, @1.0 : f32",
        "%g = arith.divf @1.0, %s : f32", "%r = arith.mulf %g, %x : f32", "%r"},
       {5, 5e-9}},
      {"relu6",
       "F.relu6($0)",
       {"%l = arith.maximumf %x, @0.0 : f32", "%r = arith.minimumf %l, @6.0 : f32", "%r"},
       {2, 0.1e-9}},
      {"leaky_relu",
       "F.leaky_relu($0, 0.01)",
       {"%c = arith.cmpf ugt, %x, @0.0 : f32", "%m = arith.mulf %x, @0.01 : f32", "%r = arith.select %c, %x, %m : f32",
        "%r"},
       {2, 0.1e-9}},
      {"abs", "torch.abs($0)", {"%r = math.absf %x : f32", "%r"}, {1, 0.1e-9}},
      {"square", "torch.square($0)", {"%r = arith.mulf %x, %x : f32", "%r"}, {1, 0.1e-9}},
  };
  return all;
}

static const std::vector<Function> &binaryFunctions() {
  static const std::vector<Function> all = {
      {"add", "torch.add($0, $1)", {"%r = arith.addf %x, %y : f32", "%r"}, {1, 0.1e-9}},
      {"mul", "torch.mul($0, $1)", {"%r = arith.mulf %x, %y : f32", "%r"}, {1, 0.1e-9}},
      {"max",
       "torch.maximum($0, $1)",
       {"%c = arith.cmpf ogt, %x, %y : f32", "%r = arith.select %c, %x, %y : f32", "%r"},
       {1, 0.1e-9}},
      {"sub", "torch.sub($0, $1)", {"%r = arith.subf %x, %y : f32", "%r"}, {1, 0.1e-9}},
      {"min", "torch.minimum($0, $1)", {"%r = arith.minimumf %x, %y : f32", "%r"}, {1, 0.1e-9}},
  };
  return all;
}

static std::vector<std::string> namesOf(const std::vector<Function> &functions) {
  std::vector<std::string> names;
  for (const Function &function : functions) names.push_back(function.name);
  return names;
}

const std::vector<std::string> &unaryNames() {
  static const std::vector<std::string> names = namesOf(unaryFunctions());
  return names;
}

const std::vector<std::string> &binaryNames() {
  static const std::vector<std::string> names = namesOf(binaryFunctions());
  return names;
}

static const Function &find(const std::vector<Function> &functions, const std::string &name) {
  auto found = std::find_if(functions.begin(), functions.end(), [&](const Function &f) { return f.name == name; });
  assert(found != functions.end() && "a name of the table");
  return *found;
}

static void replaceAll(std::string &text, const std::string &what, const std::string &with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// %x and %y become block arguments, @C names of constants.
static std::vector<std::string> bodyOf(Builder &b, const Function &function) {
  std::vector<std::string> body = function.body;
  for (std::string &line : body) {
    replaceAll(line, "%x", "%in0");
    replaceAll(line, "%y", "%in1");
    for (size_t at = line.find('@'); at != std::string::npos; at = line.find('@')) {
      size_t end = line.find_first_of(", ", at);
      line.replace(at, end - at, b.constant(line.substr(at + 1, end - at - 1)));
    }
  }
  return body;
}

/// "d0, d1, d2"
static std::string identity(size_t rank) {
  std::string map;
  for (size_t i = 0; i < rank; ++i) map += (i ? ", d" : "d") + std::to_string(i);
  return map;
}

static Value apply(Builder &b, const Function &function, const std::vector<Value> &inputs,
                   const std::vector<std::string> &maps) {
  const Shape &shape = inputs.front().shape;
  Generic op{.loops = shape, .kinds = std::string(shape.size(), 'p'), .maps = maps, .inputs = inputs};
  op.maps.push_back(identity(shape.size()));
  op.outputs = {b.empty(shape)};
  op.body = bodyOf(b, function);
  op.structure = function.name;
  op.work = function.work;
  return b.inTorch(b.generic(op).front(), function.torch, inputs);
}

Value unary(Builder &b, const std::string &name, const Value &x) {
  return apply(b, find(unaryFunctions(), name), {x}, {identity(x.shape.size())});
}

Value binary(Builder &b, const std::string &name, const Value &x, const Value &y) {
  return apply(b, find(binaryFunctions(), name), {x, y}, {identity(x.shape.size()), identity(x.shape.size())});
}

Value scaled(Builder &b, const Value &x, const std::string &factor) {
  Function function{"scale", "$0 * " + factor, {"%r = arith.mulf %x, @" + factor + " : f32", "%r"}, {1, 0.1e-9}};
  return apply(b, function, {x}, {identity(x.shape.size())});
}

Value broadcastBinary(Builder &b, const std::string &name, const Value &x, const Value &y, int dim) {
  Function function = find(binaryFunctions(), name);
  if (size_t after = x.shape.size() - 1 - size_t(dim); after > 0)
    replaceAll(function.torch, "$1", "$1.reshape(" + pythonList(Shape(after + 1, 1)).replace(1, 1, "-1") + ")");
  return apply(b, function, {x, y}, {identity(x.shape.size()), "d" + std::to_string(dim)});
}

Value batchNorm(Builder &b, const Value &x, int dim) {
  Value scale = b.weight({x.shape[size_t(dim)]}, kScale), shift = b.weight({x.shape[size_t(dim)]}, kBias);
  return broadcastBinary(b, "add", broadcastBinary(b, "mul", x, scale, dim), shift, dim);
}

}  // namespace mlir_rl
