#include <algorithm>

#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

/// Warp's vectors and matrices with names of their own. The f32 ones may end in f: vec3f.
std::optional<Type> compoundNamed(std::string name) {
  bool f32 = name.size() > 4 && name.back() == 'f';
  if (f32) name.pop_back();
  for (int s = 1; s < kNumScalars; ++s)
    for (int n = 2; n <= 4; ++n)
      for (const Type &type : {vectorType(n, Scalar(s)), matrixType(n, n, Scalar(s))})
        if (hasOwnName(type) && shortName(type) == name && (!f32 || Scalar(s) == Scalar::f32)) return type;
  return std::nullopt;
}

std::optional<Type> structNamed(const ModuleScope &scope, const std::string &name) {
  const std::vector<Struct> &structs = scope.reading.module.structs;
  for (size_t i = 0; i < structs.size(); ++i)
    if (structs[i].name == name) return structType(int(i));
  return std::nullopt;
}

const Json *keyword(const Json &call, const char *name) {
  for (const Json &given : list(call, "keywords"))
    if (text(given, "arg") == name) return &child(given, "value");
  return nullptr;
}

/// A keyword, or the argument at a position.
const Json *argument(const Json &call, const char *name, size_t position) {
  const Json &arguments = list(call, "args");
  return arguments.size() > position ? &arguments[position] : keyword(call, name);
}

int extent(ModuleScope &scope, const Json &node, int most) {
  std::optional<Number> number = readNumber(scope, node);
  if (!number) return 0;
  if (number->kind == Number::integer && number->whole >= 1 && number->whole <= most) return int(number->whole);
  refuse(scope, node, "an extent is a whole number from 1 to " + std::to_string(most));
  return 0;
}

std::optional<Type> dtypeOf(ModuleScope &scope, const Json &call, size_t position) {
  const Json *dtype = argument(call, "dtype", position);
  if (!dtype) return refuse(scope, call, "the elements' type is missing; write dtype=wp.float32 or another");
  return readType(scope, *dtype);
}

std::optional<Type> readArray(ModuleScope &scope, const Json &call, int dims) {
  std::optional<Type> element = dtypeOf(scope, call, 0);
  if (!element) return std::nullopt;
  if (element->isArray()) return refuse(scope, call, "an array of arrays; write wp.array2d(dtype=...) or up to 4d");
  if (const Json *ndim = keyword(call, "ndim")) dims = extent(scope, *ndim, kMaxArrayDims);
  return dims ? std::optional(arrayType(*element, dims)) : std::nullopt;
}

std::optional<Type> readVector(ModuleScope &scope, const Json &call) {
  const Json *length = argument(call, "length", 0);
  if (!length) return refuse(scope, call, "the vector's length is missing; write length=5, dtype=wp.float32");
  std::optional<Type> scalar = dtypeOf(scope, call, 1);
  if (!scalar) return std::nullopt;
  if (!scalar->isScalar()) return refuse(scope, call, "components are scalars, not " + typeText(*scalar));
  int rows = extent(scope, *length, kMaxExtent);
  return rows ? std::optional(vectorType(rows, scalar->scalar)) : std::nullopt;
}

std::optional<Type> readMatrix(ModuleScope &scope, const Json &call) {
  const Json *shape = argument(call, "shape", 0);
  if (!shape || list(*shape, "elts").size() != 2)
    return refuse(scope, call, "the matrix's shape is missing; write shape=(2, 3), dtype=wp.float32");
  std::optional<Type> scalar = dtypeOf(scope, call, 1);
  if (!scalar) return std::nullopt;
  if (!scalar->isScalar()) return refuse(scope, call, "components are scalars, not " + typeText(*scalar));
  int rows = extent(scope, list(*shape, "elts")[0], kMaxExtent);
  int columns = extent(scope, list(*shape, "elts")[1], kMaxExtent);
  return rows && columns ? std::optional(matrixType(rows, columns, scalar->scalar)) : std::nullopt;
}

std::optional<Type> readTypeCall(ModuleScope &scope, const Json &call) {
  std::string name = scope.warpName(child(call, "func"));
  if (name == "vector") return readVector(scope, call);
  if (name == "matrix") return readMatrix(scope, call);
  if (name == "array") return readArray(scope, call, 1);
  if (name.size() == 7 && name.rfind("array", 0) == 0 && name[6] == 'd' && name[5] >= '1' && name[5] <= '4')
    return readArray(scope, call, name[5] - '0');
  return refuse(scope, call, "this is no type; arrays are wp.array(dtype=...) to wp.array4d(dtype=...)");
}

/// wp.array[wp.float32].
std::optional<Type> readTypeSubscript(ModuleScope &scope, const Json &node) {
  std::string name = scope.warpName(child(node, "value"));
  int dims = name == "array" ? 1 : name.size() == 7 && name.rfind("array", 0) == 0 ? name[5] - '0' : 0;
  if (dims < 1 || dims > kMaxArrayDims) return refuse(scope, node, "this is no type; write wp.array(dtype=...)");
  std::optional<Type> element = readType(scope, child(node, "slice"));
  if (element && element->isArray()) return refuse(scope, node, "an array of arrays; write wp.array2d(dtype=...)");
  return element ? std::optional(arrayType(*element, dims)) : std::nullopt;
}

std::vector<std::string> typeNames(const ModuleScope &scope) {
  std::vector<std::string> names;
  for (int s = 0; s < kNumScalars; ++s) names.push_back(typeText(scalarType(Scalar(s))));
  for (const auto &[name, type] : scope.aliases) names.push_back(name);
  for (const Struct &structure : scope.reading.module.structs) names.push_back(structure.name);
  for (int n = 2; n <= 4; ++n)
    for (const Type &type : {vectorType(n, Scalar::f32), matrixType(n, n, Scalar::f32)})
      names.push_back(typeText(type));
  return names;
}

}  // namespace

std::optional<Type> namedType(const ModuleScope &scope, const Json &node) {
  std::string name = dottedName(node), ours = scope.warpName(node);
  if (ours.empty()) {
    if (auto alias = scope.aliases.find(name); alias != scope.aliases.end()) return alias->second;
    bool bare = name == "int" || name == "float" || name == "bool";
    return bare ? std::optional(scalarType(*findScalar(name))) : structNamed(scope, name);
  }
  if (const Scalar *scalar = ours == "int" || ours == "float" ? nullptr : findScalar(ours)) return scalarType(*scalar);
  return compoundNamed(ours);
}

std::optional<Type> readType(ModuleScope &scope, const Json &node) {
  if (is(node, "Call")) return readTypeCall(scope, node);
  if (is(node, "Subscript")) return readTypeSubscript(scope, node);
  if (std::optional<Type> type = namedType(scope, node)) return type;
  std::string name = dottedName(node);
  if (scope.failed.count(name)) return std::nullopt;
  if (name == "Any" || name == "typing.Any")
    return refuse(scope, node, "generic parameters; write the function once for each type");
  if (scope.warpName(node) == "array")
    return refuse(scope, node, "the elements' type is missing; write wp.array(dtype=wp.float32)");
  return refuse(scope, node,
                "unknown type " + (name.empty() ? "here" : "`" + name + "`" + didYouMean(name, typeNames(scope))));
}

}  // namespace mlir_rl::kernel
