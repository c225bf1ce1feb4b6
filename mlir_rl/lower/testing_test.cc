#include "mlir_rl/lower/testing_test.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <functional>
#include <numeric>

#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir_rl/lower/dialects.h"
#include "mlir_rl/lower/lower_module.h"
#include "mlir_rl/program/prepare.h"

using namespace mlir;

namespace mlir_rl::testing {

Parsed parse(const std::string &text) {
  Parsed parsed;
  parsed.context = std::make_unique<MLIRContext>(MLIRContext::Threading::DISABLED);
  prepareForLowering(*parsed.context);
  parsed.module = parseSourceString<ModuleOp>(text, parsed.context.get());
  EXPECT_TRUE(parsed.module) << text;
  return parsed;
}

Program rawBenchmark(const std::string &file) {
  auto program = readProgram(MLIR_RL_SOURCE_DIR "/benchmarks/" + file, ParseOptions());
  EXPECT_TRUE(program) << program.error().message;
  auto raw = outputsInPlace(*program);
  EXPECT_TRUE(raw) << raw.error().message;
  return std::move(*raw);
}

std::string runPasses(const std::string &text, const std::string &pipeline) {
  registerPipelinePasses();
  Parsed parsed = parse(text);
  std::string result = "error: ";
  ScopedDiagnosticHandler handler(parsed.context.get(), [&](Diagnostic &diagnostic) { result += diagnostic.str(); });
  PassManager passes(parsed.context.get());
  if (failed(parsePassPipeline(pipeline, passes))) return "error: the pipeline does not parse";
  if (failed(passes.run(*parsed.module))) return result;
  result.clear();
  llvm::raw_string_ostream stream(result);
  parsed.module->print(stream);
  return result;
}

int count(const std::string &text, const std::string &part) {
  int times = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

Caller::Caller(const Artifact &artifact) {
  for (const Argument &argument : artifact.arguments) add(elementBytes(argument.type), argument.shape);
  if (artifact.workspaceBytes > 0) add(1, {artifact.workspaceBytes});
}

void Caller::add(int64_t bytes, const std::vector<int64_t> &shape) {
  int64_t elements = std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<>());
  int64_t padded = (elements * bytes + 127) / 64 * 64;
  void *memory = aligned_alloc(64, padded);
  memset(memory, 0xff, padded);  // NaN: what is not written shows
  memory_.emplace_back(memory);
  sizes_.push_back(elements);
  auto address = reinterpret_cast<int64_t>(memory);
  std::vector<int64_t> descriptor{address, address, 0};
  descriptor.insert(descriptor.end(), shape.begin(), shape.end());
  int64_t stride = elements;
  for (int64_t extent : shape) descriptor.push_back(stride /= extent);
  descriptors_.push_back(descriptor);
}

void Caller::fill(int argument, unsigned seed) {
  uint32_t state = seed * 2654435761u + 12345;
  for (int64_t i = 0; i < size(argument); ++i) {
    state = state * 1664525 + 1013904223;
    data<float>(argument)[i] = static_cast<float>(state >> 8) / (1 << 23) - 1.0f;
  }
}

void Caller::call(void *address) {
  std::vector<void *> p;
  for (auto &descriptor : descriptors_) p.push_back(descriptor.data());
  ASSERT_LE(p.size(), 6u);
  p.resize(6);  // further arguments are ignored by the callee: they lie in registers
  reinterpret_cast<void (*)(void *, void *, void *, void *, void *, void *)>(address)(p[0], p[1], p[2], p[3], p[4],
                                                                                      p[5]);
}

}  // namespace mlir_rl::testing
