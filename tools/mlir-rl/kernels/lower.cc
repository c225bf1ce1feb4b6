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

Result<Module> moduleOf(const KernelsOptions &options, const Context &context) {
  Result<std::string> source = readFile(options.target);
  if (!source) return tl::unexpected(source.error());
  Result<PythonPlace> place = pythonPlace("parse.py", context);
  if (!place) return tl::unexpected(place.error());
  PythonParser parser(*place);
  return readKernel(parser, *source, options.target, options.kernel);
}

Result<std::string> formText(const Module &module, Form form, const std::string &libdevice) {
  if (form == Form::cpp) return cppText(module, 0);
  if (form == Form::cuda) return cudaText(module, 0);
  Result<KernelCompiler> compiler = KernelCompiler::create({.libdevice = libdevice});
  if (!compiler) return tl::unexpected(compiler.error());
  Result<Compiled> compiled = compiler->compile(module, 0);
  if (!compiled) return tl::unexpected(compiled.error());
  const std::string *text = compiled->text(form);
  if (!text)
    return failed(module.kernels[0].name + " has no form " + rowOf(form).name + ": " +
                  compiled->whyNot(form));
  return *text;
}

}  // namespace

Status lowerKernels(const KernelsOptions &options, const Context &context) {
  Result<Module> module = moduleOf(options, context);
  if (!module) return tl::unexpected(module.error());
  const FormRow *form = findForm(options.form.empty() ? rowOf(Form::mlir).name : options.form);
  Result<std::string> text = formText(*module, form->id, libdevicePath(options, context));
  if (!text) return tl::unexpected(text.error());
  if (!options.out.empty()) return writeFile(options.out, *text);
  if (context.json)
    printJson({{"kernel", module->kernels[0].name}, {"form", form->name}, {"text", *text}});
  else
    printText(*text);
  return {};
}

}  // namespace mlir_rl
