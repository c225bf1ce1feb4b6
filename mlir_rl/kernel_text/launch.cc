#include "mlir_rl/kernel_text/launch.h"

#include <algorithm>

#include "mlir_rl/kernel_text/functions.h"

namespace mlir_rl::kernel::text {

namespace {

/// Indices or extents before what the kernel itself takes.
std::vector<std::string> withInts(const std::vector<std::string> &ints, const std::vector<std::string> &parameters) {
  std::vector<std::string> all;
  for (const std::string &name : ints) all.push_back("int " + name);
  all.insert(all.end(), parameters.begin(), parameters.end());
  return all;
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

}  // namespace

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

std::string threadText(Unit &unit, const Launch &launch) {
  return bodyText(unit, unit.module.kernels[0],
                  signatureText(unit.target, "void", launch.thread, withInts(launch.indices, launch.parameters)));
}

std::string entryText(Unit &unit, const Launch &launch) {
  return unit.target == Target::cpp ? cppEntry(unit, launch) : cudaEntry(unit, launch);
}

}  // namespace mlir_rl::kernel::text
