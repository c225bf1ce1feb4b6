#include "tools/mlir-rl/kernels/source.h"

#include "mlir_rl/kernel_set/form_builder.h"
#include "mlir_rl/kernel_set/grammar_maker.h"
#include "mlir_rl/kernel_set/warp_builder.h"
#include "tools/mlir-rl/kernels/python_place.h"

namespace mlir_rl {

using namespace kernel;

std::string libdevicePath(const KernelsOptions &options, const Context &context) {
  return options.libdevice.empty() ? findLibdevice(kernelTools(context)) : options.libdevice;
}

std::string toolsPython(const KernelsOptions &options, const Context &context) {
  std::string folder = kernelTools(context);
  if (!options.python.empty()) return options.python;
  return folder.empty() ? "python3" : folder + "/bin/python";
}

Result<PythonPlace> warpPlace(const KernelsOptions &options, const Context &context) {
  Result<PythonPlace> place = pythonPlace("warp_worker.py", context);
  if (place) place->python = toolsPython(options, context);
  return place;
}

/// The source with Warp's texts beside its forms. Children are killed, so the folder of all is this process's.
static Result<RowSource> withWarp(RowSource source, const PythonPlace &place) {
  Result<OwnFolder> made = OwnFolder::make("");
  if (!made) return tl::unexpected(made.error());
  auto folder = std::make_shared<OwnFolder>(*std::move(made));
  WarpRunner asked(place, folder->path());
  if (Status started = asked.start(); !started) return tl::unexpected(started.error());
  source.builder = [others = source.builder, place, folder, release = asked.version()] {
    return std::make_unique<WarpBuilder>(others(), makeWarpWriter(place, folder->path()), release);
  };
  return source;
}

Result<RowSource> kernelSource(const KernelsOptions &options, const std::set<Form> &forms, const Context &context) {
  std::string libdevice = libdevicePath(options, context);
  Result<PythonPlace> python = pythonPlace("parse.py", context);
  if (!python) return tl::unexpected(python.error());
  Result<std::string> compilers = compilersText(MLIR_RL_LLVM_VERSION, libdevice);
  if (!compilers) return tl::unexpected(compilers.error());
  Result<std::shared_ptr<KernelCompiler>> compiler = makeCompiler(libdevice);
  if (!compiler) return tl::unexpected(compiler.error());
  RowSource source = {
      .maker = [] { return std::make_unique<GrammarMaker>(); },
      .builder = [compiler = *compiler, text = *compilers] { return std::make_unique<FormBuilder>(compiler, text); },
      .python = *python};
  if (!needWarp(forms)) return source;
  Result<PythonPlace> place = warpPlace(options, context);
  return place ? withWarp(std::move(source), *place) : tl::unexpected(place.error());
}

}  // namespace mlir_rl
