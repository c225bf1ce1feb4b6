#include "mlir_rl/kernel_set/warp_builder.h"

#include <algorithm>

#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel {

namespace {

bool isWarps(Form form) { return rowOf(form).maker == FormMaker::warp; }

class ProcessWriter : public WarpWriter {
 public:
  ProcessWriter(const PythonPlace &place, const std::string &folder) : runner_(place, folder) {}
  Status start() override { return runner_.start(); }
  Result<WarpTexts> texts(const std::string &source, const std::string &kernel) override {
    return runner_.texts(source, kernel, false);
  }

 private:
  WarpRunner runner_;
};

}  // namespace

std::unique_ptr<WarpWriter> makeWarpWriter(const PythonPlace &place, const std::string &folder) {
  return std::make_unique<ProcessWriter>(place, folder);
}

bool needWarp(const std::set<Form> &forms) { return std::any_of(forms.begin(), forms.end(), isWarps); }

Result<std::map<Form, FormText>> warpForms(WarpWriter &warp, const Module &module) {
  const std::string &name = module.kernels[0].name, source = printModule(module);
  Result<WarpTexts> texts = warp.texts(source, name);
  // It may have died of something else than this kernel, such as too little memory.
  if (!texts && texts.error().kind == ErrorKind::environment) texts = warp.texts(source, name);
  if (texts) return std::map<Form, FormText>{{Form::warpCpp, {texts->cpp, ""}}, {Form::warpCuda, {texts->cuda, ""}}};
  if (texts.error().kind != ErrorKind::usage) return tl::unexpected(texts.error());
  FormText none = {"", texts.error().message};
  return std::map<Form, FormText>{{Form::warpCpp, none}, {Form::warpCuda, none}};
}

Status WarpBuilder::start() {
  if (Status started = others_->start(); !started) return started;
  return warp_->start();
}

Result<Built> WarpBuilder::build(const Module &module, const std::set<Form> &wanted) {
  std::set<Form> rest = wanted;
  std::erase_if(rest, isWarps);
  Result<Built> built = others_->build(module, rest);
  if (!built || rest.size() == wanted.size()) return built;
  Result<std::map<Form, FormText>> texts = warpForms(*warp_, module);
  if (!texts) return tl::unexpected(texts.error());
  for (auto &[form, text] : *texts)
    if (wanted.contains(form)) built->forms[form] = std::move(text);
  return built;
}

}  // namespace mlir_rl::kernel
