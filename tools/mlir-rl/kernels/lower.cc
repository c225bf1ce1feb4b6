#include <nlohmann/json.hpp>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_text/kernel_text.h"
#include "mlir_rl/support/files.h"
#include "tools/mlir-rl/kernels/action.h"
#include "tools/mlir-rl/kernels/python_place.h"
#include "tools/mlir-rl/kernels/source.h"

namespace mlir_rl {

using namespace kernel;

namespace {

std::string namesOf(const Module &module) {
  std::string names;
  for (const Function &kernel : module.kernels) names += (names.empty() ? "" : ", ") + kernel.name;
  return names;
}

/// The kernel that the user named, or the only one.
Result<int> chosenKernel(const Module &module, const KernelsOptions &options) {
  for (size_t i = 0; i < module.kernels.size(); ++i)
    if (options.kernel == module.kernels[i].name) return int(i);
  if (module.kernels.empty()) return badUsage(options.target + " has no @wp.kernel");
  if (!options.kernel.empty())
    return badUsage(options.target + " has no kernel named " + options.kernel + ", it has " + namesOf(module));
  if (module.kernels.size() > 1)
    return badUsage(options.target + " has several kernels: name one of " + namesOf(module) + " with --kernel");
  return 0;
}

Result<Module> moduleOf(const KernelsOptions &options, const Context &context) {
  Result<std::string> source = readFile(options.target);
  if (!source) return tl::unexpected(source.error());
  Result<PythonPlace> place = pythonPlace("parse.py", context);
  if (!place) return tl::unexpected(place.error());
  PythonParser parser(*place);
  return readKernels(parser, *source, options.target);
}

Result<std::string> formText(const Module &module, int kernel, Form form, const std::string &libdevice) {
  if (form == Form::cpp) return cppText(module, kernel);
  if (form == Form::cuda) return cudaText(module, kernel);
  Result<KernelCompiler> compiler = KernelCompiler::create({.libdevice = libdevice});
  if (!compiler) return tl::unexpected(compiler.error());
  Result<Compiled> compiled = compiler->compile(module, kernel);
  if (!compiled) return tl::unexpected(compiled.error());
  const std::string *text = compiled->text(form);
  if (!text)
    return failed(module.kernels[size_t(kernel)].name + " has no form " + rowOf(form).name + ": " +
                  compiled->whyNot(form));
  return *text;
}

}  // namespace

Status lowerKernels(const KernelsOptions &options, const Context &context) {
  Result<Module> module = moduleOf(options, context);
  if (!module) return tl::unexpected(module.error());
  Result<int> kernel = chosenKernel(*module, options);
  if (!kernel) return tl::unexpected(kernel.error());
  const FormRow *form = findForm(options.form.empty() ? rowOf(Form::mlir).name : options.form);
  Result<std::string> text = formText(*module, *kernel, form->id, libdevicePath(options, context));
  if (!text) return tl::unexpected(text.error());
  if (!options.out.empty()) return writeFile(options.out, *text);
  if (context.json)
    printJson({{"kernel", module->kernels[size_t(*kernel)].name}, {"form", form->name}, {"text", *text}});
  else
    printText(*text);
  return {};
}

}  // namespace mlir_rl
