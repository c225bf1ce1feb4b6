#include "mlir_rl/kernel_set/form_builder.h"

#include "mlir_rl/kernel_text/kernel_text.h"
#include "mlir_rl/support/sha256.h"

namespace mlir_rl::kernel {

namespace {

/// Forms that the compiler makes, all at once.
bool isCompiled(Form form) { return rowOf(form).maker == FormMaker::compiler; }

/// The name of what runs, in the words of forms.
std::string variantWord(Variant variant) {
  if (variant == Variant::gpu) return "gpu-body";
  if (variant == Variant::o3) return rowOf(Form::assembly).name;
  return rowOf(Form(int(Form::llvmO0) + int(variant))).name;
}

FormText textOf(const Compiled &compiled, Form form) {
  const std::string *text = compiled.text(form);
  return text ? FormText{*text, ""} : FormText{"", compiled.whyNot(form)};
}

void addVariants(const std::shared_ptr<Compiled> &compiled, Built &built) {
  for (int v = 0; v < kNumVariants; ++v)
    built.variants.push_back(
        {variantWord(Variant(v)), [compiled, v](const std::vector<int32_t> &dims, std::span<const Argument> arguments) {
           return compiled->run(Variant(v), {.dims = dims}, arguments);
         }});
}

}  // namespace

Result<Built> FormBuilder::build(const Module &module, const std::set<Form> &wanted) {
  Built built;
  bool compiles = false;
  for (Form form : wanted) {
    if (form == Form::cpp) built.forms[form] = {cppText(module, 0), ""};
    if (form == Form::cuda) built.forms[form] = {cudaText(module, 0), ""};
    compiles |= isCompiled(form);
  }
  if (!compiles) return built;
  Result<Compiled> result = compiler_->compile(module, 0);
  if (!result) return tl::unexpected(result.error());
  auto compiled = std::make_shared<Compiled>(*std::move(result));
  for (Form form : wanted)
    if (isCompiled(form)) built.forms[form] = textOf(*compiled, form);
  addVariants(compiled, built);
  return built;
}

Result<std::shared_ptr<KernelCompiler>> makeCompiler(const std::string &libdevice) {
  Result<KernelCompiler> compiler = KernelCompiler::create({.libdevice = libdevice});
  if (!compiler) return tl::unexpected(compiler.error());
  return std::make_shared<KernelCompiler>(*std::move(compiler));
}

Result<std::string> compilersText(const std::string &llvm, const std::string &libdevice) {
  std::string text = "LLVM " + llvm;
  if (libdevice.empty()) return text + ", no libdevice";
  Result<std::string> hash = sha256OfFile(libdevice);
  if (!hash) return hash;
  return text + ", libdevice " + hash->substr(0, 16);
}

}  // namespace mlir_rl::kernel
