// How fast kernels are compiled: all texts and all code of kernels of every family (two of each, in turns), and the
// same with every variant run on one input. PTX of kernels with mathematical functions needs libdevice: make
// kernel-tools.
//
//   build/benchmarks/kernel_lower

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_make/sample.h"

namespace mlir_rl::kernel {
namespace {

const std::vector<Sample> &samples() {
  static const std::vector<Sample> all = [] {
    std::vector<Sample> made;
    for (uint64_t i = 0; i < 2 * kernelFamilies().size(); ++i) made.push_back(makeSample(1, i));
    return made;
  }();
  return all;
}

KernelCompiler &compiler() {
  static KernelCompiler shared =
      *KernelCompiler::create({.libdevice = findLibdevice(std::string(MLIR_RL_SOURCE_DIR) + "/.venv-kernels")});
  return shared;
}

void stop(benchmark::State &state, const Error &error) { state.SkipWithError(error.message.c_str()); }

/// Compiles the next sample; null when that fails.
std::optional<Compiled> compileNext(benchmark::State &state, const Sample &sample) {
  Result<Compiled> compiled = compiler().compile(sample.module, sample.kernel);
  if (compiled) return std::move(*compiled);
  stop(state, compiled.error());
  return std::nullopt;
}

void BM_CompileKernel(benchmark::State &state) {
  size_t next = 0, ptx = 0;
  for (auto _ : state) {
    std::optional<Compiled> compiled = compileNext(state, samples()[next++ % samples().size()]);
    if (!compiled) return;
    ptx += compiled->text(Form::ptx) != nullptr;
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["with PTX"] = double(ptx) / double(state.iterations());
}
BENCHMARK(BM_CompileKernel)->Unit(benchmark::kMillisecond);

void BM_CompileAndRunKernel(benchmark::State &state) {
  size_t next = 0;
  for (auto _ : state) {
    const Sample &sample = samples()[next++ % samples().size()];
    std::optional<Compiled> compiled = compileNext(state, sample);
    if (!compiled) return;
    const Function &kernel = sample.module.kernels[size_t(sample.kernel)];
    for (int variant = 0; variant < kNumVariants; ++variant) {
      Result<std::vector<Buffer>> buffers = makeBuffers(Layout(sample.module), kernel, sample.inputs[0]);
      if (!buffers) return stop(state, buffers.error());
      Status ran = compiled->run(Variant(variant), {.dims = sample.inputs[0].dims}, argumentsOf(kernel, *buffers));
      if (!ran) return stop(state, ran.error());
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_CompileAndRunKernel)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mlir_rl::kernel

BENCHMARK_MAIN();
