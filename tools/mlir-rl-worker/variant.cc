#include "variant.h"

#include <algorithm>

#include "mlir_rl/lower/lower.h"
#include "mlir_rl/measure/compare.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/transform/apply.h"

namespace mlir_rl {

void Variant::fail(Outcome outcome, std::string message) {
  measurement.outcome = outcome;
  measurement.message = std::move(message);
}

static LowerOptions optionsFor(const MeasureRequest &request, bool scheduled) {
  LowerOptions options;
  options.targetCpu = request.targetCpu;
  options.llvmPipeline = scheduled ? request.llvmPipeline : "O3";
  options.threads = scheduled ? request.threads : 1;
  options.scheduled = scheduled;
  return options;
}

static Status compile(Variant &variant, Program program, const MeasureRequest &request,
                      const std::optional<std::string> &script) {
  Measurement &m = variant.measurement;
  Stopwatch transforming;
  if (script)
    if (Status applied = applyScript(program, *script); !applied) {
      m.outcome = Outcome::transformFailed;
      return applied;
    }
  m.stages.transform = transforming.seconds();
  LowerOptions options = optionsFor(request, script.has_value());
  options.nudged = variant.nudged;
  LowerTimes times;
  options.times = &times;
  Result<Artifact> artifact = lower(program, options);
  if (!artifact) {
    m.outcome = Outcome::loweringFailed;
    return tl::unexpected(artifact.error());
  }
  m.pipeline = options.llvmPipeline;
  m.stages.lower = times.passes;
  m.stages.llvm = times.llvm;
  variant.artifact = *std::move(artifact);
  return {};
}

static Status link(Variant &variant) {
  Stopwatch linking;
  Result<LoadedCode> code = load(variant.artifact);
  if (!code) {
    variant.measurement.outcome = Outcome::compileFailed;
    return tl::unexpected(code.error());
  }
  variant.code = *std::move(code);
  variant.measurement.stages.link = linking.seconds();
  return {};
}

/// Code in memory and its workspace.
static void finish(Variant &variant, const MeasureRequest &request) {
  Measurement &m = variant.measurement;
  if (Status linked = link(variant); !linked) return variant.fail(m.outcome, linked.error().message);
  m.workspaceBytes = variant.artifact.workspaceBytes;
  if (m.workspaceBytes == 0) return;
  if (m.workspaceBytes <= request.memoryBytes)
    variant.workspace = std::make_unique<GuardedBuffer>(size_t(m.workspaceBytes));
  if (!variant.workspace || !variant.workspace->data())
    variant.fail(Outcome::outOfMemory,
                 "there is no memory for a workspace of " + std::to_string(m.workspaceBytes) + " bytes");
}

void build(Variant &variant, LoadedProgram &program, const MeasureRequest &request,
           const std::optional<std::string> &script, bool last) {
  Measurement &m = variant.measurement;
  m.outcome = Outcome::ok;
  Program &source = script ? program.candidate : program.reference;
  Status built = compile(variant, last ? std::move(source) : source.clone(), request, script);
  built ? finish(variant, request) : variant.fail(m.outcome, built.error().message);
}

void build(Variant &variant, const MeasureRequest &request, Artifact artifact) {
  variant.measurement.outcome = Outcome::ok;
  variant.measurement.pipeline = artifact.pipeline;
  variant.artifact = std::move(artifact);
  finish(variant, request);
}

PreparedCall prepareCall(const Variant &variant, const InputData &set, const std::vector<GuardedBuffer> &outputs) {
  std::vector<char *> data;
  size_t input = 0, output = 0;
  for (const Argument &argument : variant.artifact.arguments)
    data.push_back(argument.isOutput ? outputs[output++].data() : set.inputs[input++].data());
  return PreparedCall(variant.code->address(), variant.artifact, data,
                      variant.workspace ? variant.workspace->data() : nullptr);
}

static ErrorModel modelFor(const LoadedProgram &program, const InputData &set, size_t output) {
  return {program.request.reductionLength, set.conditioning, set.drifts.empty() ? 0 : set.drifts[output]};
}

void judge(Variant &variant, const LoadedProgram &program, const InputData &set, const std::string &setName) {
  size_t output = 0;
  for (const Argument &argument : variant.artifact.arguments) {
    if (!argument.isOutput) continue;
    const GuardedBuffer &buffer = program.outputs[output];
    if (!buffer.intact()) return variant.fail(Outcome::guardHit, "wrote outside of " + argument.name);
    Comparison comparison = compareOutputs(argument.type, buffer.data(), set.references[output].data(),
                                           elementCount(argument), modelFor(program, set, output));
    variant.measurement.maxError = std::max(variant.measurement.maxError, comparison.maxError);
    if (!comparison.ok()) {
      variant.measurement.inputSet = setName;
      return variant.fail(Outcome::wrongOutput, argument.name + ": " + describe(comparison));
    }
    ++output;
  }
  if (variant.workspace && !variant.workspace->intact())
    variant.fail(Outcome::guardHit, "wrote outside of the workspace");
}

}  // namespace mlir_rl
