#include "mlir_rl/kernel_check/nvidia.h"
#include "mlir_rl/kernel_set/outside.h"

namespace mlir_rl::kernel {

namespace {

/// What PTX forms are made for.
constexpr const char *kArchitecture = "sm_80";

class NvidiaCheck : public OutsideCheck {
 public:
  explicit NvidiaCheck(const PythonPlace &place) : tools_(place) {}

  Status start() override {
    Result<NvidiaVersions> versions = tools_.versions();
    if (!versions) return tl::unexpected(versions.error());
    if (versions->nvrtc.empty() || versions->ptxas.empty())
      return badEnvironment("NVRTC and ptxas are not installed: `make kernel-tools` puts them into .venv-kernels");
    return {};
  }

  Saying check(SetView &view, const Row &row, const std::string &, const Module &) override {
    Saying said = {};
    take(said, view, row, Form::cuda, "CUDA texts compiled");
    take(said, view, row, Form::ptx, "PTX assembled");
    return said;
  }

 private:
  void take(Saying &said, SetView &view, const Row &row, Form form, const char *note) {
    auto facts = row.forms.find(form);
    if (facts == row.forms.end() || facts->second.text.hash.empty()) {
      ++said.notes[std::string("rows without ") + rowOf(form).name];
      return;
    }
    Result<std::string> text = view.text(row.id.index, facts->second.text.hash);
    std::string what = text ? judge(form, *text) : text.error().message;
    if (what.empty())
      ++said.notes[note];
    else if (said.disagreement.empty())
      said.disagreement = std::string(rowOf(form).name) + ": " + what;
  }

  std::string judge(Form form, const std::string &text) {
    Result<Verdict> verdict =
        form == Form::cuda ? tools_.compileCuda(text, kArchitecture) : tools_.assemblePtx(text, kArchitecture);
    if (!verdict) return verdict.error().message;
    return verdict->ok ? "" : verdict->log;
  }

  NvidiaTools tools_;
};

}  // namespace

std::unique_ptr<OutsideCheck> makeNvidiaCheck(const PythonPlace &place) { return std::make_unique<NvidiaCheck>(place); }

}  // namespace mlir_rl::kernel
