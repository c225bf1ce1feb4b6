#include <nlohmann/json.hpp>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_set/warp_builder.h"
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

tl::unexpected<Error> noForm(const Module &module, Form form, const std::string &why) {
  return failed(module.kernels[0].name + " has no form " + rowOf(form).name + ": " + why);
}

Result<std::string> formText(const Module &module, Form form, const std::string &libdevice) {
  if (form == Form::cpp) return cppText(module, 0);
  if (form == Form::cuda) return cudaText(module, 0);
  Result<KernelCompiler> compiler = KernelCompiler::create({.libdevice = libdevice});
  if (!compiler) return tl::unexpected(compiler.error());
  Result<Compiled> compiled = compiler->compile(module, 0);
  if (!compiled) return tl::unexpected(compiled.error());
  const std::string *text = compiled->text(form);
  if (!text) return noForm(module, form, compiled->whyNot(form));
  return *text;
}

Result<std::string> warpText(const Module &module, Form form, const PythonPlace &place) {
  Result<std::map<Form, FormText>> texts = warpForms(*makeWarpWriter(place, ""), module);
  if (!texts) return tl::unexpected(texts.error());
  const FormText &made = texts->at(form);
  if (!made.reason.empty()) return noForm(module, form, made.reason);
  return made.text;
}

Result<std::string> textOf(const Module &module, Form form, const KernelsOptions &options, const Context &context) {
  if (rowOf(form).maker != FormMaker::warp) return formText(module, form, libdevicePath(options, context));
  Result<PythonPlace> place = warpPlace(options, context);
  return place ? warpText(module, form, *place) : tl::unexpected(place.error());
}

}  // namespace

Status lowerKernels(const KernelsOptions &options, const Context &context) {
  Result<Module> module = moduleOf(options, context);
  if (!module) return tl::unexpected(module.error());
  const FormRow *form = findForm(options.form.empty() ? rowOf(Form::mlir).name : options.form);
  Result<std::string> text = textOf(*module, form->id, options, context);
  if (!text) return tl::unexpected(text.error());
  if (!options.out.empty()) return writeFile(options.out, *text);
  if (context.json)
    printJson({{"kernel", module->kernels[0].name}, {"form", form->name}, {"text", *text}});
  else
    printText(*text);
  return {};
}

}  // namespace mlir_rl
