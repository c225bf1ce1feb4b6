#include "mlir_rl/kernel_make/check.h"

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_run/compile.h"

namespace mlir_rl::kernel {

namespace {

constexpr int64_t kMostIterations = 1 << 22;

bool isFinite(const Buffer &buffer) {
  for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf) {
    if (!isFloat(buffer.leaves[leaf].scalar)) continue;
    for (int64_t i = 0; i < buffer.elements(); ++i)
      if (!std::isfinite(buffer.value(i, leaf).real)) return false;
  }
  return true;
}

/// Runs a launch on arrays of the input; what they hold afterwards.
Result<std::vector<Buffer>> launch(const Sample &sample, const Code &code, const LaunchInput &input,
                                   std::vector<Buffer> buffers, std::optional<uint64_t> shuffle, Behaviour &behaviour) {
  std::vector<Argument> arguments = argumentsOf(sample.module.kernels[0], buffers);
  Result<Outcome> outcome =
      run(code, 0, {.dims = input.dims, .shuffle = shuffle, .iterations = kMostIterations}, arguments);
  if (!outcome) return tl::unexpected(outcome.error());
  behaviour.instructions += outcome->instructions;
  if (outcome->fault && !behaviour.fault) behaviour.fault = outcome->fault;
  return buffers;
}

/// Whether two arrays differ, as far as both go.
bool writesOtherwise(const Buffer &a, const Buffer &b) {
  size_t bytes = std::min(a.bytes.size(), b.bytes.size());
  return !std::equal(a.bytes.begin(), a.bytes.begin() + long(bytes), b.bytes.begin());
}

}  // namespace

std::string Behaviour::wrong() const {
  if (fault) return faultText(*fault);
  if (!finite) return "an output is not finite";
  if (!stable) return "outputs depend on the order of threads";
  return depends ? "" : "outputs are the same for all inputs";
}

namespace {

/// The arrays before a launch and after it.
struct Launched {
  std::vector<Buffer> before, after;
};

Result<Launched> launchOnce(const Sample &sample, const Code &code, const LaunchInput &input, Behaviour &behaviour) {
  Result<std::vector<Buffer>> before = makeBuffers(Layout(sample.module), sample.module.kernels[0], input);
  if (!before) return tl::unexpected(before.error());
  Result<std::vector<Buffer>> after = launch(sample, code, input, *before, std::nullopt, behaviour);
  if (!after) return tl::unexpected(after.error());
  return Launched{std::move(*before), std::move(*after)};
}

/// Whether two launches differ in an array that one of them wrote.
bool differ(const Launched &a, const Launched &b) {
  for (size_t p = 0; p < a.after.size(); ++p) {
    bool written = a.before[p].bytes != a.after[p].bytes || b.before[p].bytes != b.after[p].bytes;
    if (written && writesOtherwise(a.after[p], b.after[p])) return true;
  }
  return false;
}

}  // namespace

Result<Behaviour> examine(const Sample &sample) {
  Result<Code> code = compileModule(sample.module);
  if (!code) return tl::unexpected(code.error());
  Behaviour behaviour;
  std::vector<Launched> all;
  for (const LaunchInput &input : sample.inputs) {
    Result<Launched> launched = launchOnce(sample, *code, input, behaviour);
    if (!launched) return tl::unexpected(launched.error());
    Result<std::vector<Buffer>> shuffled = launch(sample, *code, input, launched->before, input.seed, behaviour);
    if (!shuffled) return tl::unexpected(shuffled.error());
    for (size_t i = 0; i < shuffled->size(); ++i) {
      behaviour.finite &= isFinite(launched->after[i]);
      behaviour.stable &= !firstDifference(launched->after[i], (*shuffled)[i]);
    }
    all.push_back(std::move(*launched));
  }
  for (size_t i = 1; i < all.size(); ++i) behaviour.depends |= differ(all[0], all[i]);
  return behaviour;
}

bool tellsInputsApart(const Sample &sample) {
  Result<Code> code = compileModule(sample.module);
  Behaviour behaviour;
  std::optional<Launched> first;
  for (const LaunchInput &input : sample.inputs) {
    Result<Launched> launched = code ? launchOnce(sample, *code, input, behaviour) : tl::unexpected(code.error());
    if (!launched || behaviour.fault || (first && differ(*first, *launched))) return true;
    if (!first) first = std::move(*launched);
  }
  return false;
}

}  // namespace mlir_rl::kernel
