#include "mlir_rl/kernel_text/prelude.h"

#include <sstream>

namespace mlir_rl::kernel::text {

namespace {

constexpr const char *kIndices[] = {"i", "j", "k", "l"};

/// The number of a part of an array in units of parts: `(i * shape[1] + j)`.
std::string linearIndex(int indices) {
  std::string text = "i";
  for (int dim = 1; dim < indices; ++dim) {
    text = (dim > 1 ? "(" + text + ")" : text) + " * shape[" + std::to_string(dim) + "] + " + kIndices[dim];
  }
  return text;
}

std::string indexParameters(Target target, int indices) {
  std::string text;
  for (int dim = 0; dim < indices; ++dim)
    text += (dim ? ", " : "") + (std::string(scalarWord(target, Scalar::i64)) + " ") + kIndices[dim];
  return text;
}

std::string arrayWord(int dims) { return "array" + std::to_string(dims) + "d"; }

/// On one line, if it fits.
std::string memberText(const std::string &signature, const std::string &body) {
  std::string line = "  " + signature + " { " + body + " }\n";
  return line.size() <= 121 ? line : "  " + signature + " {\n    " + body + "\n  }\n";
}

std::string sliceText(Target target, int dims, int indices) {
  std::string start = linearIndex(indices), extents;
  if (indices > 1) start = "(" + start + ")";
  for (int dim = indices; dim < dims; ++dim) {
    std::string extent = "shape[" + std::to_string(dim) + "]";
    start += " * " + extent;
    extents += (dim > indices ? ", " : "") + extent;
  }
  return memberText(
      functionWord(target) + arrayWord(dims - indices) + "<T> slice(" + indexParameters(target, indices) + ") const",
      "return {data + " + start + ", {" + extents + "}};");
}

}  // namespace

std::string at(const Type &type) { return type.isMatrix() ? ".c[i][j]" : ".c[i]"; }

/// Each line two columns further to the right.
static std::string indented(const std::string &lines) {
  std::string text;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) text += "  " + line + "\n";
  return text;
}

/// Without braces where the body is one statement.
static std::string loop(const char *index, int count, const std::string &body) {
  std::string i = index, head = "for (int " + i + " = 0; " + i + " < " + std::to_string(count) + "; ++" + i + ")";
  if (body.starts_with("for (")) return head + "\n" + indented(body);
  bool isLine = body.find('\n') == body.size() - 1;
  return isLine ? head + " " + body : head + " {\n" + indented(body) + "}\n";
}

std::string loopText(const Type &type, const std::string &lines) {
  return loop("i", type.rows, type.isMatrix() ? loop("j", type.columns, lines) : lines);
}

std::string eachComponent(Prelude &prelude, const Type &type, const std::string &value) {
  return prelude.word(type) + " r;\n" + loopText(type, "r" + at(type) + " = " + value + ";\n") + "return r;\n";
}

std::string signatureText(Target target, const std::string &result, const std::string &name,
                          const std::vector<std::string> &parameters) {
  std::string text = functionWord(target) + result + " " + name + "(";
  for (size_t i = 0; i < parameters.size(); ++i) text += (i ? ", " : "") + parameters[i];
  return text + ")";
}

std::string Prelude::word(Scalar scalar) {
  if (scalar == Scalar::f16 && target_ == Target::cuda) include("cuda_fp16.h");
  if (scalar == Scalar::f16 && target_ == Target::cpp && known_.insert("half").second)
    aliases_ += "using half = _Float16;\n\n";
  std::string word = scalarWord(target_, scalar);
  if (word.ends_with("_t")) include("cstdint");
  return word;
}

std::string Prelude::word(const Type &type) {
  if (type.isNone()) return "void";
  if (type.isArray()) {
    if (target_ == Target::cpp) include("cstdint");
    arrays_.insert(type.dims);
    return arrayWord(type.dims) + "<" + word(elementType(type)) + ">";
  }
  if (type.isStruct()) return names_.global(module_.structs[size_t(type.structure)].name);
  if (type.isScalar()) return word(type.scalar);
  compound(type);
  return shortName(type);
}

/// Vectors and matrices hold their components in an array.
void Prelude::compound(const Type &type) {
  if (!known_.insert(shortName(type)).second) return;
  std::string extents = "[" + std::to_string(type.rows) + "]";
  if (type.isMatrix()) extents += "[" + std::to_string(type.columns) + "]";
  std::string scalar = word(type.scalar);
  compounds_ += "struct " + shortName(type) + " {\n  " + scalar + " c" + extents + ";\n};\n\n";
}

Text Prelude::literal(const Literal &value, Scalar scalar) {
  Text text = literalText(target_, value, scalar);
  if (text.text.find("numeric_limits") != std::string::npos) include("limits");
  word(scalar);
  return text;
}

Text Prelude::number(double value, Scalar scalar) {
  word(scalar);
  return numberText(target_, value, scalar);
}

void Prelude::function(const Type &result, const std::string &name, const std::vector<Parameter> &parameters,
                       const std::string &body) {
  std::vector<std::string> words;
  for (const Parameter &parameter : parameters)
    words.push_back(word(parameter.type) + (parameter.isPlace ? " &" : " ") + parameter.name);
  std::string signature = signatureText(target_, word(result), name, words);
  if (!known_.insert(signature).second) return;
  functions_ += laidOut(signature + " {", 0);
  std::istringstream lines(body);
  for (std::string line; std::getline(lines, line);) functions_ += laidOut(line, 1);
  functions_ += "}\n\n";
}

void Prelude::slice(int dims, int indices) {
  arrays_.insert(dims - indices);
  slices_.emplace(dims, indices);
}

std::string Prelude::arrayText(int dims) const {
  std::string text = "template <typename T>\nstruct " + arrayWord(dims) + " {\n  T *data;\n  int shape[" +
                     std::to_string(dims) + "];\n";
  text += memberText(functionWord(target_) + std::string("T &operator") + (dims == 1 ? "[](" : "()(") +
                         indexParameters(target_, dims) + ") const",
                     "return data[" + linearIndex(dims) + "];");
  for (const auto &[whole, indices] : slices_)
    if (whole == dims) text += sliceText(target_, dims, indices);
  return text + "};\n\n";
}

std::string Prelude::headers() const {
  std::string text;
  for (const std::string &header : headers_) text += "#include <" + header + ">\n";
  return text.empty() ? "" : text + "\n";
}

std::string Prelude::types() const {
  std::string text = aliases_;
  for (int dims : arrays_) text += arrayText(dims);
  return text + compounds_;
}

}  // namespace mlir_rl::kernel::text
