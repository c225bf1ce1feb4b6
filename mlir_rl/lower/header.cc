// The C header of an artifact.

#include <functional>
#include <numeric>
#include <sstream>

#include "mlir_rl/lower/emit.h"

namespace mlir_rl {
namespace {

// C has no half precision everywhere: such elements are passed as their bits.
const char *cType(ElementType type) {
  switch (type) {
    case ElementType::f32:
      return "float";
    case ElementType::f64:
      return "double";
    case ElementType::f16:
    case ElementType::bf16:
      return "uint16_t";
    case ElementType::i1:
    case ElementType::i8:
      return "int8_t";
    case ElementType::i16:
      return "int16_t";
    case ElementType::i32:
      return "int32_t";
    case ElementType::i64:
    case ElementType::index:
      return "int64_t";
  }
  return "void";
}

std::string joined(const std::vector<int64_t> &values, const char *separator) {
  std::string text;
  for (int64_t value : values) text += (text.empty() ? "" : separator) + std::to_string(value);
  return text;
}

std::vector<int64_t> stridesOf(const std::vector<int64_t> &shape) {
  std::vector<int64_t> strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
  return strides;
}

// Upper case and '_' only, for macros.
std::string macroName(const std::string &entry) {
  std::string name = "MLIR_RL_";
  for (char c : entry) name += isalnum(static_cast<unsigned char>(c)) ? toupper(c) : '_';
  return name;
}

void describe(std::ostream &out, const Argument &argument) {
  out << " *   " << argument.name << ": " << (argument.isOutput ? "output, " : "input, ") << cType(argument.type) << "["
      << joined(argument.shape, "][") << "], strides {" << joined(stridesOf(argument.shape), ", ") << "} elements, "
      << std::accumulate(argument.shape.begin(), argument.shape.end(), elementBytes(argument.type), std::multiplies<>())
      << " bytes\n";
}

void comment(std::ostream &out, const Artifact &artifact) {
  out << "/* Compiled by mlir-rl for " << artifact.targetCpu << ", " << artifact.threads
      << (artifact.threads == 1 ? " thread" : " threads") << ".\n *\n"
      << " * Arguments are dense and row-major:\n";
  for (const Argument &argument : artifact.arguments) describe(out, argument);
  if (artifact.workspaceBytes > 0)
    out << " *   workspace: " << artifact.workspaceBytes << " bytes aligned to " << artifact.workspaceAlignment
        << ", of any content; one for each call that runs at the same time\n";
  out << " * Each argument is aligned to its element at least; 64 bytes are fastest. Outputs are written in place and\n"
         " * must not overlap any other argument. Nothing is allocated in the call; calls may run side by side.\n"
      << " * Link with: -lm" << (artifact.threads > 1 ? " -lomp" : "") << "\n */\n";
}

std::string pointer(const Argument &argument) {
  return std::string(argument.isOutput ? "" : "const ") + cType(argument.type) + " *" + argument.name;
}

void descriptor(std::ostream &out, const std::string &name, const std::vector<int64_t> &shape) {
  out << "  int64_t " << name << "_[] = {(int64_t)" << name << ", (int64_t)" << name << ", 0";
  for (int64_t extent : shape) out << ", " << extent;
  for (int64_t stride : stridesOf(shape)) out << ", " << stride;
  out << "};\n";
}

}  // namespace

std::string headerText(const Artifact &artifact) {
  std::ostringstream out;
  std::string macro = macroName(artifact.entry), raw, plain, names;
  std::vector<std::pair<std::string, std::vector<int64_t>>> all;
  for (const Argument &argument : artifact.arguments) {
    all.emplace_back(argument.name, argument.shape);
    plain += (plain.empty() ? "" : ", ") + pointer(argument);
  }
  if (artifact.workspaceBytes > 0) {
    all.emplace_back("workspace", std::vector<int64_t>{artifact.workspaceBytes});
    plain += std::string(plain.empty() ? "" : ", ") + "void *workspace";
  }
  for (auto &[name, shape] : all) {
    raw += (raw.empty() ? "void *" : ", void *") + name;
    names += (names.empty() ? "" : ", ") + name + "_";
  }
  comment(out, artifact);
  out << "#ifndef " << macro << "_H\n#define " << macro << "_H\n\n#include <stdint.h>\n\n"
      << "#define " << macro << "_WORKSPACE_BYTES " << artifact.workspaceBytes << "\n"
      << "#define " << macro << "_WORKSPACE_ALIGNMENT " << artifact.workspaceAlignment << "\n"
      << "#define " << macro << "_THREADS " << artifact.threads << "\n\n"
      << "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
      << "/* Each pointer is to a descriptor: {data, data, 0, sizes..., strides...}, every field 64 bits. */\n"
      << "void _mlir_ciface_" << artifact.entry << "(" << (raw.empty() ? "void" : raw) << ");\n\n"
      << "/* The same with plain pointers to the data. */\n"
      << "static inline void mlir_rl_" << artifact.entry << "(" << (plain.empty() ? "void" : plain) << ") {\n";
  for (auto &[name, shape] : all) descriptor(out, name, shape);
  out << "  _mlir_ciface_" << artifact.entry << "(" << names << ");\n}\n\n"
      << "#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
  return out.str();
}

}  // namespace mlir_rl
