#include "mlir_rl/kernel_set/oracle.h"

#include <algorithm>

#include "mlir_rl/kernel_run/compile.h"
#include "mlir_rl/kernel_set/value_facts.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

namespace {

std::string inInput(size_t number, const std::string &what) { return "input " + std::to_string(number) + ": " + what; }

/// The sample's kernel on buffers.
Checked<Outcome> launch(const Candidate &sample, const Code &code, size_t number, std::vector<Buffer> &buffers,
                        std::optional<uint64_t> shuffle) {
  std::vector<Argument> arguments = argumentsOf(sample.module.kernels[0], buffers);
  Launch launch = {.dims = sample.inputs[number].dims, .shuffle = shuffle, .iterations = kMostIterations};
  Result<Outcome> outcome = run(code, 0, launch, arguments);
  if (!outcome) return troubled(inInput(number, outcome.error().message));
  if (outcome->fault) return rejected(inInput(number, faultText(*outcome->fault)));
  return *outcome;
}

Checked<void> requireFinite(const OracleRun &run, const Function &kernel, size_t number) {
  for (size_t p = 0; p < run.after.size(); ++p)
    if (kernel.variables[p].type.isArray() && run.facts.parameters[p].output.finite < 1)
      return rejected(inInput(number, "not all of " + kernel.variables[p].name + " is finite afterwards"));
  return {};
}

Checked<void> requireAnyOrder(const Candidate &sample, const Code &code, size_t number, const OracleRun &run) {
  std::vector<Buffer> shuffled = run.before;
  Checked<Outcome> outcome = launch(sample, code, number, shuffled, deriveSeed(sample.inputs[number].seed, ~0ULL));
  if (!outcome) return tl::unexpected(outcome.error());
  for (size_t p = 0; p < shuffled.size(); ++p)
    if (std::optional<Difference> difference = firstDifference(run.after[p], shuffled[p]))
      return rejected(inInput(number, "threads in another order give another " +
                                          sample.module.kernels[0].variables[p].name + ": " +
                                          differenceText(*difference)));
  return {};
}

RunFacts factsOf(const Candidate &sample, size_t number, const Outcome &outcome, const OracleRun &run) {
  RunFacts facts = {.input = sample.inputs[number],
                    .threads = outcome.threads,
                    .instructions = outcome.instructions,
                    .parameters = {}};
  for (size_t p = 0; p < run.before.size(); ++p)
    facts.parameters.push_back({.name = sample.module.kernels[0].variables[p].name,
                                .before = hashBuffer(run.before[p]),
                                .after = hashBuffer(run.after[p]),
                                .input = factsOf(run.before[p]),
                                .output = factsOf(run.after[p])});
  return facts;
}

Checked<OracleRun> runOn(const Candidate &sample, const Code &code, size_t number) {
  const Function &kernel = sample.module.kernels[0];
  Result<std::vector<Buffer>> buffers = makeBuffers(Layout(sample.module), kernel, sample.inputs[number]);
  if (!buffers) return troubled(inInput(number, buffers.error().message));
  OracleRun run = {.before = *buffers, .after = *std::move(buffers), .facts = {}};
  Checked<Outcome> outcome = launch(sample, code, number, run.after, std::nullopt);
  if (!outcome) return tl::unexpected(outcome.error());
  run.facts = factsOf(sample, number, *outcome, run);
  if (Checked<void> finite = requireFinite(run, kernel, number); !finite) return tl::unexpected(finite.error());
  if (Checked<void> order = requireAnyOrder(sample, code, number, run); !order) return tl::unexpected(order.error());
  return run;
}

bool changes(const OracleRun &run) {
  const auto &parameters = run.facts.parameters;
  return std::any_of(parameters.begin(), parameters.end(), [](const ParameterFacts &p) { return p.before != p.after; });
}

std::string behaviourOf(const std::vector<OracleRun> &runs) {
  Hasher hasher;
  for (const OracleRun &run : runs)
    for (const ParameterFacts &parameter : run.facts.parameters) hasher.add(std::string_view(parameter.after));
  return hasher.text();
}

}  // namespace

Checked<OracleAnswer> askOracle(const Candidate &sample) {
  Result<Code> code = compileModule(sample.module);
  if (!code) return troubled(code.error().message);
  OracleAnswer answer = {.runs = {}, .instructions = int64_t(code->insts.size()), .behaviour = ""};
  for (size_t number = 0; number < sample.inputs.size(); ++number) {
    Checked<OracleRun> run = runOn(sample, *code, number);
    if (!run) return tl::unexpected(run.error());
    answer.runs.push_back(*std::move(run));
  }
  if (std::none_of(answer.runs.begin(), answer.runs.end(), changes)) return rejected("it never changes an array");
  answer.behaviour = behaviourOf(answer.runs);
  return answer;
}

}  // namespace mlir_rl::kernel
