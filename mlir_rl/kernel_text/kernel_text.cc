#include "mlir_rl/kernel_text/kernel_text.h"

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel {

namespace text {

namespace {

std::string headLine(const Unit &unit) {
  const std::string &name = unit.module.kernels[0].name;
  return "// " + name +
         (unit.target == Target::cpp ? " in C++20, exact with -ffp-contract=off -fno-builtin -fwrapv."
                                     : " in CUDA C++20, exact with --fmad=false.") +
         "\n// Arrays are row-major, without gaps; no extent is above 2^27.\n\n";
}

std::string constantsText(Unit &unit) {
  std::string text;
  for (const Constant &constant : unit.module.constants) {
    Scalar scalar = computedAs(constant.type.scalar);
    Text value = unit.prelude.literal(constant.value, scalar);
    text += "constexpr " + unit.prelude.word(scalar) + " " + unit.names.global(constant.name) + " = " +
            (value.bare.empty() ? value.text : value.bare) + ";\n";
  }
  return text.empty() ? "" : text + "\n";
}

std::string structText(const std::string &name, const std::vector<std::string> &fields) {
  std::string text = "struct " + name + " {\n";
  for (const std::string &field : fields) text += "  " + field + ";\n";
  return text + "};\n\n";
}

std::string structsText(Unit &unit) {
  std::string text;
  for (const Struct &structure : unit.module.structs) {
    std::vector<std::string> fields;
    for (const Variable &field : structure.fields)
      fields.push_back(unit.prelude.word(field.type) + " " + unit.names.local(field.name));
    text += structText(unit.names.global(structure.name), fields);
  }
  return text;
}

/// What a function gives; for several results a struct of them, whose text is added.
std::string resultWord(Unit &unit, int function, std::string &structs) {
  const Function &callee = unit.module.functions[size_t(function)];
  if (callee.results.empty()) return "void";
  if (callee.results.size() == 1) return unit.prelude.word(callee.results[0]);
  std::string name = callee.name + "_results";
  auto isTaken = [&] {
    for (const auto &[other, taken] : unit.results)
      if (taken == name) return true;
    return unit.names.fresh(name) != name;
  };
  while (isTaken()) name += "_";
  unit.results[function] = name;
  std::vector<std::string> fields;
  for (size_t i = 0; i < callee.results.size(); ++i)
    fields.push_back(unit.prelude.word(callee.results[i]) + " r" + std::to_string(i));
  structs += structText(name, fields);
  return name;
}

std::vector<std::string> parameterWords(Unit &unit, const Function &function) {
  std::vector<std::string> words;
  for (int i = 0; i < function.parameters; ++i) {
    const Variable &variable = function.variables[size_t(i)];
    words.push_back(unit.prelude.word(variable.type) + " " + unit.names.local(variable.name));
  }
  return words;
}

std::string bodyText(Unit &unit, const Function &function, const std::string &signature) {
  return laidOut(signature + " {", 0) + Body(unit, function).write() + "}\n\n";
}

std::string functionsText(Unit &unit) {
  std::string text;
  for (size_t i = 0; i < unit.module.functions.size(); ++i) {
    const Function &function = unit.module.functions[i];
    std::string structs, result = resultWord(unit, int(i), structs);
    text += structs + bodyText(unit, function,
                               signatureText(unit.target, result, unit.names.global(function.name),
                                             parameterWords(unit, function)));
  }
  return text;
}

/// A kernel's names in the text.
struct Launch {
  std::string name, thread;
  std::vector<std::string> indices;     ///< of the thread; none when the kernel never asks
  std::vector<std::string> extents;     ///< of the launch
  std::vector<std::string> parameters;  ///< with their types
  std::vector<std::string> arguments;   ///< without
};

Launch launchOf(Unit &unit) {
  const Function &kernel = unit.module.kernels[0];
  int dims = launchDims(kernel);
  Launch launch = {.name = unit.names.global(kernel.name), .thread = unit.names.fresh(kernel.name + "_thread")};
  if (dims > 0) launch.indices = threadNames(unit, dims);
  for (int dim = 0; dim < std::max(dims, 1); ++dim)
    launch.extents.push_back(unit.names.fresh(dims > 1 ? "extent" + std::to_string(dim) : "threads"));
  launch.parameters = parameterWords(unit, kernel);
  for (int i = 0; i < kernel.parameters; ++i)
    launch.arguments.push_back(unit.names.local(kernel.variables[size_t(i)].name));
  return launch;
}

/// Indices or extents before what the kernel itself takes.
std::vector<std::string> withInts(const std::vector<std::string> &ints, const std::vector<std::string> &parameters) {
  std::vector<std::string> all;
  for (const std::string &name : ints) all.push_back("int " + name);
  all.insert(all.end(), parameters.begin(), parameters.end());
  return all;
}

std::string threadText(Unit &unit, const Launch &launch) {
  return bodyText(unit, unit.module.kernels[0],
                  signatureText(unit.target, "void", launch.thread, withInts(launch.indices, launch.parameters)));
}

/// A call of the thread's function.
std::string callText(const Launch &launch, const std::vector<std::string> &indices) {
  std::vector<Text> operands;
  for (const std::string &index : indices) operands.push_back({index});
  for (const std::string &argument : launch.arguments) operands.push_back({argument});
  return call(launch.thread, operands).text + ";";
}

/// Loops over the launch.
std::string cppEntry(Unit &unit, const Launch &launch) {
  std::string text = laidOut(
      signatureText(Target::cpp, "extern \"C\" void", launch.name, withInts(launch.extents, launch.parameters)) + " {",
      0);
  std::vector<std::string> indices = threadNames(unit, int(launch.extents.size()));
  for (size_t dim = 0; dim < indices.size(); ++dim) {
    const std::string &i = indices[dim];
    bool isLast = dim + 1 == indices.size();
    std::string loop = "for (int " + i + " = 0; " + i + " < " + launch.extents[dim] + "; ++" + i + ")";
    std::string body = callText(launch, launch.indices);
    bool fits = 2 * (dim + 1) + loop.size() + 1 + body.size() <= 120;
    text += laidOut(loop + (isLast && fits ? " " + body : ""), int(dim) + 1);
    if (isLast && !fits) text += laidOut(body, int(dim) + 2);
  }
  return text + "}\n";
}

/// The thread's index in each dimension from its number in row-major order.
std::vector<std::string> indicesOf(const Launch &launch, const std::string &number) {
  std::vector<std::string> indices;
  for (size_t dim = 0; dim < launch.indices.size(); ++dim) {
    std::string text = number;
    for (size_t inner = launch.extents.size() - 1; inner > dim; --inner) text += " / " + launch.extents[inner];
    if (dim > 0) text += " % " + launch.extents[dim];
    indices.push_back("int(" + text + ")");
  }
  return indices;
}

/// A grid-stride loop: right for every number of blocks and of threads in a block.
std::string cudaEntry(Unit &unit, const Launch &launch) {
  std::string count = launch.extents[0];
  std::string text = laidOut(signatureText(Target::cpp, "extern \"C\" __global__ void", launch.name,
                                           withInts(launch.extents, launch.parameters)) +
                                 " {",
                             0);
  if (launch.extents.size() > 1) {
    count = unit.names.fresh("threads");
    std::string product = "(long long)" + launch.extents[0];
    for (size_t dim = 1; dim < launch.extents.size(); ++dim) product += " * " + launch.extents[dim];
    text += "  const long long " + count + " = " + product + ";\n";
  }
  std::string stride = unit.names.fresh("stride"), number = unit.names.fresh("thread");
  text += "  const long long " + stride + " = (long long)gridDim.x * blockDim.x;\n";
  text += "  for (long long " + number + " = (long long)blockIdx.x * blockDim.x + threadIdx.x; " + number + " < " +
          count + "; " + number + " += " + stride + ")\n";
  return text + laidOut(callText(launch, indicesOf(launch, number)), 2) + "}\n";
}

/// What comes first depends on what comes later, so it is put together at the end.
std::string moduleText(const Module &alone, Target target) {
  Unit unit(alone, target);
  std::string constants = constantsText(unit), structs = structsText(unit), functions = functionsText(unit);
  Launch launch = launchOf(unit);
  functions += threadText(unit, launch);
  std::string entry = target == Target::cpp ? cppEntry(unit, launch) : cudaEntry(unit, launch);
  return headLine(unit) + unit.prelude.headers() + "namespace {\n\n" + unit.prelude.types() + constants + structs +
         unit.prelude.functions() + functions + "}  // namespace\n\n" + entry;
}

}  // namespace

}  // namespace text

std::string cppText(const Module &module, int kernel) {
  return text::moduleText(kernelAlone(module, kernel), text::Target::cpp);
}

std::string cudaText(const Module &module, int kernel) {
  return text::moduleText(kernelAlone(module, kernel), text::Target::cuda);
}

}  // namespace mlir_rl::kernel
