#include "mlir_rl/generate/builder.h"

#include <cstdio>

namespace mlir_rl {

/// Plain loops write about this many bytes a second.
static constexpr double kBytesPerSecond = 1e10;

double elementsOf(const Shape &shape) {
  double count = 1;
  for (int64_t extent : shape) count *= double(extent);
  return count;
}

std::string numberText(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.8e", value);
  return text;
}

std::string joined(const std::vector<std::string> &texts) {
  std::string all;
  for (const std::string &text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string listText(const Shape &values) {
  std::vector<std::string> texts;
  for (int64_t value : values) texts.push_back(std::to_string(value));
  return joined(texts);
}

std::string typeOf(const Value &value) {
  std::string text = "tensor<";
  for (int64_t extent : value.shape) text += std::to_string(extent) + "x";
  return text + value.type + ">";
}

/// "(%a, %b : tensor<..>, tensor<..>)"
static std::string operands(const std::vector<Value> &values) {
  std::vector<std::string> names, types;
  for (const Value &value : values) {
    names.push_back(value.name);
    types.push_back(typeOf(value));
  }
  return "(" + joined(names) + " : " + joined(types) + ")";
}

Value Builder::argument(const Shape &shape) {
  std::string number = std::to_string(arguments_.size());
  arguments_.push_back({"%arg" + number, shape, "f32", "a" + number});
  shapes_.push_back(shape);
  bytes_ += 4 * elementsOf(shape);
  return arguments_.back();
}

Value Builder::weight(const Shape &shape, const Spread &spread) {
  if (!weights_) return argument(shape);
  std::string key = weights_->add(size_t(elementsOf(shape)), spread);
  Value value{"%" + key, shape, "f32", key};
  constants_ += "    " + value.name + " = arith.constant dense_resource<" + key + "> : " + typeOf(value) + "\n";
  constantWeights_.push_back(value);
  shapes_.push_back(shape);
  bytes_ += 4 * elementsOf(shape);
  return value;
}

Value Builder::result(const Shape &shape, const std::string &type) {
  std::string number = std::to_string(values_++);
  return {"%v" + number, shape, type, "v" + number};
}

void Builder::note(const std::string &op, const std::vector<Value> &inputs, const Value &result) {
  std::vector<std::string> labels;
  for (const Value &input : inputs) labels.push_back(input.label);
  structure_ += result.label + "=" + op + "(" + joined(labels) + ");";
  shapes_.push_back(result.shape);
}

void Builder::account(double iterations, const Work &work) {
  flops_ += iterations * work.flops;
  seconds_ += iterations * (work.seconds + (work.atRate ? work.flops / rate_ : 0));
}

std::string Builder::constant(const std::string &text, const std::string &type) {
  std::string key = text + " : " + type;
  for (const auto &[known, name] : known_)
    if (known == key) return name;
  std::string name = "%cst" + std::to_string(known_.size());
  constants_ += "    " + name + " = arith.constant " + key + "\n";
  known_.push_back({key, name});
  return name;
}

Value Builder::empty(const Shape &shape, const std::string &type) {
  Value value = result(shape, type);
  value.label = "e";
  double bytes = elementsOf(shape) * (type == "i64" ? 8 : 4);
  bytes_ += bytes;
  seconds_ += bytes / kBytesPerSecond;
  line(value.name + " = tensor.empty() : " + typeOf(value));
  return value;
}

Value Builder::filled(const Shape &shape, const std::string &text, const std::string &type) {
  std::string scalar = constant(text, type);
  Value init = empty(shape, type), value = result(shape, type);
  value.label = "f" + text;
  line(value.name + " = linalg.fill ins(" + scalar + " : " + type + ") outs" + operands({init}) + " -> " +
       typeOf(value));
  return value;
}

Value Builder::named(const std::string &op, const std::string &suffix, const std::vector<Value> &inputs,
                     const Value &init, const std::string &structure, double iterations, const Work &work) {
  Value value = result(init.shape, init.type);
  // linalg.transpose and its like print no result type.
  std::string end = suffix.empty() ? " -> " + typeOf(value) : " " + suffix;
  line(value.name + " = " + op + " ins" + operands(inputs) + " outs" + operands({init}) + end);
  note(structure, inputs, value);
  account(iterations, work);
  return value;
}

static std::string mapsText(const Generic &op) {
  std::vector<std::string> loops, maps;
  for (size_t i = 0; i < op.loops.size(); ++i) loops.push_back("d" + std::to_string(i));
  for (const std::string &map : op.maps) maps.push_back("affine_map<(" + joined(loops) + ") -> (" + map + ")>");
  std::vector<std::string> kinds;
  for (char kind : op.kinds) kinds.push_back(kind == 'p' ? "\"parallel\"" : "\"reduction\"");
  return "{indexing_maps = [" + joined(maps) + "], iterator_types = [" + joined(kinds) + "]}";
}

static std::string blockArguments(const Generic &op) {
  std::vector<std::string> texts;
  for (size_t i = 0; i < op.inputs.size(); ++i) texts.push_back("%in" + std::to_string(i) + ": " + op.inputs[i].type);
  for (size_t i = 0; i < op.outputs.size(); ++i)
    texts.push_back("%out" + std::to_string(i) + ": " + op.outputs[i].type);
  return joined(texts);
}

std::vector<Value> Builder::generic(const Generic &op) {
  std::vector<Value> results;
  std::vector<std::string> types, elements;
  std::string head = "%v" + std::to_string(values_++);
  for (size_t i = 0; i < op.outputs.size(); ++i) {
    Value value = op.outputs[i];
    value.name = head + (op.outputs.size() > 1 ? "#" + std::to_string(i) : "");
    value.label = head.substr(1) + (i ? "#" + std::to_string(i) : "");
    results.push_back(value);
    types.push_back(typeOf(value));
    elements.push_back(value.type);
  }
  std::string count = op.outputs.size() > 1 ? ":" + std::to_string(op.outputs.size()) : "";
  line(head + count + " = linalg.generic " + mapsText(op) + (op.inputs.empty() ? "" : " ins" + operands(op.inputs)) +
       " outs" + operands(op.outputs) + " {");
  line("^bb0(" + blockArguments(op) + "):");
  for (size_t i = 0; i + 1 < op.body.size(); ++i) line("  " + op.body[i]);
  line("  linalg.yield " + op.body.back() + " : " + joined(elements));
  line("} -> " + (types.size() > 1 ? "(" + joined(types) + ")" : types.front()));
  note(op.structure, op.inputs, results.front());
  account(elementsOf(op.loops), op.work);
  return results;
}

Value Builder::padded(const Value &input, int firstDim, int64_t amount, const std::string &text) {
  Shape shape = input.shape, sides(input.shape.size(), 0);
  for (int dim : {firstDim, firstDim + 1}) {
    shape[size_t(dim)] += 2 * amount;
    sides[size_t(dim)] = amount;
  }
  std::string scalar = constant(text);
  Value value = result(shape, input.type);
  line(value.name + " = tensor.pad " + input.name + " low[" + listText(sides) + "] high[" + listText(sides) + "] {");
  line("^bb0(%i0: index, %i1: index, %i2: index, %i3: index):");
  line("  tensor.yield " + scalar + " : f32");
  line("} : " + typeOf(input) + " to " + typeOf(value));
  note("pad" + text, {input}, value);
  double bytes = 4 * elementsOf(shape);
  bytes_ += bytes;
  seconds_ += 2 * bytes / kBytesPerSecond;
  return value;
}

Value Builder::collapsed(const Value &input, const std::string &groups, const Shape &shape) {
  Value value = result(shape, input.type);
  line(value.name + " = tensor.collapse_shape " + input.name + " " + groups + " : " + typeOf(input) + " into " +
       typeOf(value));
  note("collapse" + groups, {input}, value);
  return inTorch(value, "$0.reshape(" + pythonList(shape) + ")", {input});
}

Value Builder::expanded(const Value &input, const std::string &groups, const Shape &shape) {
  Value value = result(shape, input.type);
  line(value.name + " = tensor.expand_shape " + input.name + " " + groups + " output_shape [" + listText(shape) +
       "] : " + typeOf(input) + " into " + typeOf(value));
  note("expand" + groups, {input}, value);
  return inTorch(value, "$0.reshape(" + pythonList(shape) + ")", {input});
}

std::string Builder::finish(const std::vector<Value> &results) {
  std::vector<std::string> arguments, names, types;
  for (const Value &argument : arguments_) arguments.push_back(argument.name + ": " + typeOf(argument));
  structure_ += "return ";
  for (const Value &value : results) {
    names.push_back(value.name);
    types.push_back(typeOf(value));
    structure_ += value.label + " ";
  }
  std::string signature = "(" + joined(arguments) + ") -> ";
  signature += types.size() > 1 ? "(" + joined(types) + ")" : types.front();
  return "module {\n  func.func @main" + signature + " {\n" + constants_ + body_ + "    return " + joined(names) +
         " : " + joined(types) + "\n  }\n}\n" + (weights_ ? weights_->text() : "");
}

}  // namespace mlir_rl
