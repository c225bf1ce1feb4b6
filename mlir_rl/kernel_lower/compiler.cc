#include "mlir_rl/kernel_lower/compiler.h"

#include <filesystem>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_lower/compile_alone.h"

namespace mlir_rl::kernel {

KernelCompiler::KernelCompiler(std::unique_ptr<State> state) : state_(std::move(state)) {}
KernelCompiler::KernelCompiler(KernelCompiler &&) noexcept = default;
KernelCompiler &KernelCompiler::operator=(KernelCompiler &&) noexcept = default;
KernelCompiler::~KernelCompiler() = default;

Result<KernelCompiler> KernelCompiler::create(const CompilerOptions &options) {
  Result<lowering::Targets> targets = lowering::makeTargets();
  if (!targets) return tl::unexpected(targets.error());
  Result<std::unique_ptr<lowering::Jit>> jit = lowering::Jit::create();
  if (!jit) return tl::unexpected(jit.error());
  auto state = std::make_unique<State>(std::move(*targets), std::move(*jit));
  if (!options.libdevice.empty()) {
    Result<std::unique_ptr<lowering::Libdevice>> library = lowering::Libdevice::load(options.libdevice);
    if (!library) return tl::unexpected(library.error());
    state->libdevice = std::move(*library);
  }
  return KernelCompiler(std::move(state));
}

Result<Compiled> KernelCompiler::compile(const Module &module, int kernel) {
  if (state_->mlir->kernels++ == lowering::MlirState::kKernels) state_->mlir = std::make_unique<lowering::MlirState>();
  return lowering::compileAlone(*state_, kernelAlone(module, kernel));
}

std::string findLibdevice(const std::string &folder) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  std::string found;
  for (fs::recursive_directory_iterator file(folder, fs::directory_options::skip_permission_denied, ignored), end;
       file != end; file.increment(ignored))
    if (file->path().filename() == "libdevice.10.bc") found = std::max(found, file->path().string());
  return found;
}

}  // namespace mlir_rl::kernel
