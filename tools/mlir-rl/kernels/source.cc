#include "tools/mlir-rl/kernels/source.h"

#include "mlir_rl/kernel_set/form_builder.h"
#include "mlir_rl/kernel_set/grammar_maker.h"
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

Result<RowSource> kernelSource(const KernelsOptions &options, const Context &context) {
  std::string libdevice = libdevicePath(options, context);
  Result<PythonPlace> python = pythonPlace("parse.py", context);
  if (!python) return tl::unexpected(python.error());
  Result<std::string> compilers = compilersText(MLIR_RL_LLVM_VERSION, libdevice);
  if (!compilers) return tl::unexpected(compilers.error());
  Result<std::shared_ptr<KernelCompiler>> compiler = makeCompiler(libdevice);
  if (!compiler) return tl::unexpected(compiler.error());
  return RowSource{
      .maker = [] { return std::make_unique<GrammarMaker>(); },
      .builder = [compiler = *compiler, text = *compilers] { return std::make_unique<FormBuilder>(compiler, text); },
      .python = *python};
}

}  // namespace mlir_rl
