#include "mlir_rl/optimize/proof.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/measure/machine_json.h"
#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

using nlohmann::json;

namespace {

constexpr const char *kFormat = "mlir-rl-proof";
constexpr int kVersion = 2;

/// Ends reading; caught where a whole proof is read.
[[noreturn]] void damaged(const std::string &what) { throw json::other_error::create(501, what, nullptr); }

template <class T>
T orDamaged(Result<T> result) {
  if (!result) damaged(result.error().message);
  return *std::move(result);
}

Choice choiceFrom(const std::string &name) {
  for (Choice choice : {Choice::unscheduled, Choice::rules, Choice::found})
    if (name == nameOf(choice)) return choice;
  damaged("it chose '" + name + "'");
}

json taskJson(const ProofTask &task) {
  return {{"task", task.hash}, {"default", printSchedule(task.rules)}, {"found", printSchedule(task.found)}};
}

ProofTask taskFrom(const json &value) {
  return {value.at("task"), orDamaged(parseSchedule(value.at("default").get<std::string>())),
          orDamaged(parseSchedule(value.at("found").get<std::string>()))};
}

Proof readFields(const json &value) {
  Proof proof;
  value.at("input").get_to(proof.input);
  value.at("program").get_to(proof.program);
  value.at("entry").get_to(proof.entry);
  value.at("threads").get_to(proof.options.threads);
  value.at("target_cpu").get_to(proof.options.targetCpu);
  // Version 1 knew the direct form alone.
  if (value.at("version") > 1) value.at("convolutions").get_to(proof.options.convolutions);
  if (!findConvolutionForm(proof.options.convolutions)) damaged("it has convolutions in an unknown form");
  value.at("inputs").get_to(proof.options.inputs);
  value.at("inputs_hash").get_to(proof.inputsHash);
  value.at("input_ranges").get_to(proof.options.inputRange);
  value.at("seed").get_to(proof.options.seed);
  proof.machine = orDamaged(machineFromJson(value.at("machine")));
  proof.versions = {value.at("versions").at("project"), value.at("versions").at("llvm")};
  value.at("unix_time").get_to(proof.unixTime);
  for (const json &task : value.at("tasks")) proof.tasks.push_back(taskFrom(task));
  const json &measured = value.at("measurements");
  proof.unscheduled = orDamaged(measurementFrom(measured.at("unscheduled")));
  proof.rules = orDamaged(measurementFrom(measured.at("default")));
  proof.found = orDamaged(measurementFrom(measured.at("found")));
  proof.choice = choiceFrom(value.at("chosen"));
  if (value.at("program_hash") != hashText(proof.program)) damaged("its program was changed");
  if (proof.options.threads < 1) damaged("it has no threads");
  return proof;
}

}  // namespace

Result<Proof> makeProof(const Program &program, const OptimizeReport &report, const OptimizeOptions &options) {
  Proof proof{.input = report.input,
              .program = program.text(),
              .entry = program.entry(),
              .options = options,
              .machine = report.machine,
              .versions = {MLIR_RL_VERSION, MLIR_RL_LLVM_VERSION},
              .unixTime = unixNow(),
              .unscheduled = report.unscheduled,
              .rules = report.rules,
              .found = report.best,
              .choice = report.choice};
  for (const TaskReport &task : report.tasks) proof.tasks.push_back({task.hash, task.rules, task.best});
  if (options.inputs.empty()) return proof;
  Result<std::string> values = readFile(options.inputs);
  if (!values) return tl::unexpected(values.error());
  proof.inputsHash = hashText(*values);
  return proof;
}

json toJson(const Proof &proof) {
  json tasks = json::array();
  for (const ProofTask &task : proof.tasks) tasks.push_back(taskJson(task));
  return {
      {"format", kFormat},
      {"version", kVersion},
      {"input", proof.input},
      {"program", proof.program},
      {"program_hash", hashText(proof.program)},
      {"entry", proof.entry},
      {"threads", proof.options.threads},
      {"target_cpu", proof.options.targetCpu},
      {"convolutions", proof.options.convolutions},
      {"inputs", proof.options.inputs},
      {"inputs_hash", proof.inputsHash},
      {"input_ranges", proof.options.inputRange},
      {"seed", proof.options.seed},
      {"machine", toJson(proof.machine)},
      {"versions", {{"project", proof.versions.project}, {"llvm", proof.versions.llvm}}},
      {"unix_time", proof.unixTime},
      {"tasks", tasks},
      {"measurements",
       {{"unscheduled", toJson(proof.unscheduled)}, {"default", toJson(proof.rules)}, {"found", toJson(proof.found)}}},
      {"chosen", nameOf(proof.choice)}};
}

Result<Proof> proofFrom(const json &value) {
  if (!value.is_object() || value.value("format", json()) != kFormat) return badUsage("it is not a proof file");
  json version = value.value("version", json());
  if (!version.is_number_integer()) return badUsage("it is damaged: it has no version");
  if (version > kVersion)
    return badEnvironment("a newer mlir-rl wrote it (version " + jsonText(version) + "; this one reads " +
                          std::to_string(kVersion) + "): use that one");
  try {
    Proof proof = readFields(value);
    if (fastestOf({proof.unscheduled, proof.rules, proof.found}) != int(proof.choice))
      return badUsage("its samples do not give its verdict");
    return proof;
  } catch (const json::exception &error) {
    return badUsage(std::string("it is damaged: ") + error.what());
  }
}

Status writeProof(const std::string &path, const Proof &proof) {
  return writeFile(path, jsonText(toJson(proof)) + "\n");
}

Result<Proof> readProof(const std::string &path) {
  Result<std::string> text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  Result<json> value = parseJson(*text, path);
  if (!value) return tl::unexpected(value.error());
  Result<Proof> proof = proofFrom(*value);
  if (!proof) return tl::unexpected(Error{proof.error().kind, path + ": " + proof.error().message});
  return proof;
}

}  // namespace mlir_rl
