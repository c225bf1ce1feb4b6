#include "mlir_rl/kernel_set/row_json.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/split.h"

namespace mlir_rl::kernel {

using nlohmann::json;

namespace {

/// In the order of Filling.
constexpr const char *kFillings[] = {"range", "zeros", "ones", "edges", "sorted", "permutation", "corners"};

/// JSON has no infinities.
json number(double value) {
  if (std::isfinite(value)) return value;
  return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
double numberFrom(const json &value) {
  if (!value.is_string()) return value.get<double>();
  double infinity = std::numeric_limits<double>::infinity();
  return value == "inf" ? infinity : value == "-inf" ? -infinity : std::numeric_limits<double>::quiet_NaN();
}

json toJson(const FillRule &rule) {
  assert(size_t(rule.filling) < std::size(kFillings));
  json object = {{"fill", kFillings[size_t(rule.filling)]}, {"low", number(rule.low)}, {"high", number(rule.high)}};
  if (rule.denormals) object["denormals"] = true;
  return object;
}
FillRule ruleFrom(const json &object) {
  const auto *name = std::find(std::begin(kFillings), std::end(kFillings), object.at("fill").get<std::string>());
  if (name == std::end(kFillings)) throw json::other_error::create(501, "unknown filling", &object);
  return {.filling = Filling(name - std::begin(kFillings)),
          .low = numberFrom(object.at("low")),
          .high = numberFrom(object.at("high")),
          .denormals = object.value("denormals", false)};
}

json toJson(const ParameterInput &input) {
  json rules = json::array();
  for (const FillRule &rule : input.rules) rules.push_back(toJson(rule));
  return {{"shape", input.shape}, {"rules", rules}};
}
ParameterInput parameterFrom(const json &object) {
  ParameterInput input = {.shape = object.at("shape").get<std::vector<int32_t>>(), .rules = {}};
  for (const json &rule : object.at("rules")) input.rules.push_back(ruleFrom(rule));
  return input;
}

LaunchInput inputFrom(const json &object) {
  LaunchInput input = {.dims = object.at("dims").get<std::vector<int32_t>>(),
                       .parameters = {},
                       .seed = object.at("seed").get<uint64_t>()};
  for (const json &parameter : object.at("parameters")) input.parameters.push_back(parameterFrom(parameter));
  return input;
}

json toJson(const ValueFacts &facts) {
  return {{"scalars", facts.scalars},
          {"finite", number(facts.finite)},
          {"low", number(facts.low)},
          {"high", number(facts.high)}};
}
ValueFacts valuesFrom(const json &object) {
  return {.scalars = object.at("scalars").get<int64_t>(),
          .finite = numberFrom(object.at("finite")),
          .low = numberFrom(object.at("low")),
          .high = numberFrom(object.at("high"))};
}

json toJson(const RunFacts &run) {
  json parameters = json::array();
  for (const ParameterFacts &p : run.parameters)
    parameters.push_back({{"name", p.name},
                          {"before", p.before},
                          {"after", p.after},
                          {"input", toJson(p.input)},
                          {"output", toJson(p.output)}});
  return {{"launch", toJson(run.input)},
          {"threads", run.threads},
          {"instructions", run.instructions},
          {"parameters", parameters}};
}
RunFacts runFrom(const json &object) {
  RunFacts run = {.input = inputFrom(object.at("launch")),
                  .threads = object.at("threads").get<int64_t>(),
                  .instructions = object.at("instructions").get<int64_t>(),
                  .parameters = {}};
  for (const json &p : object.at("parameters"))
    run.parameters.push_back({.name = p.at("name").get<std::string>(),
                              .before = p.at("before").get<std::string>(),
                              .after = p.at("after").get<std::string>(),
                              .input = valuesFrom(p.at("input")),
                              .output = valuesFrom(p.at("output"))});
  return run;
}

json toJson(const TextFacts &facts) {
  return {{"hash", facts.hash}, {"bytes", facts.bytes}, {"lines", facts.lines}, {"tokens", facts.tokens}};
}
TextFacts textFrom(const json &object) {
  return {.hash = object.at("hash").get<std::string>(),
          .bytes = object.at("bytes").get<int64_t>(),
          .lines = object.at("lines").get<int64_t>(),
          .tokens = object.at("tokens").get<int64_t>()};
}

json toJson(const FormFacts &facts) {
  return facts.reason.empty() ? toJson(facts.text) : json{{"reason", facts.reason}};
}
std::map<Form, FormFacts> formsFrom(const json &object) {
  std::map<Form, FormFacts> forms;
  for (const auto &[name, facts] : object.items()) {
    const FormRow *row = findForm(name);
    if (!row) throw json::other_error::create(501, "unknown form " + name, &object);
    bool none = facts.contains("reason");
    forms[row->id] = {none ? TextFacts{} : textFrom(facts), none ? facts.at("reason").get<std::string>() : ""};
  }
  return forms;
}

json toJson(const RowHashes &hashes) {
  return {{"exact", hashes.exact},
          {"renamed", hashes.renamed},
          {"blanked", hashes.blanked},
          {"mlir", hashes.mlir},
          {"behaviour", hashes.behaviour}};
}
RowHashes hashesFrom(const json &object) {
  return {.exact = object.at("exact").get<std::string>(),
          .renamed = object.at("renamed").get<std::string>(),
          .blanked = object.at("blanked").get<std::string>(),
          .mlir = object.at("mlir").get<std::string>(),
          .behaviour = object.at("behaviour").get<std::string>()};
}

json toJson(const Uses &uses) {
  return {{"builtins", uses.builtins},
          {"scalars", uses.scalars},
          {"shapes", uses.shapes},
          {"statements", uses.statements},
          {"expressions", uses.expressions}};
}
Uses usesFrom(const json &object) {
  using Words = std::set<std::string>;
  return {.builtins = object.at("builtins").get<Words>(),
          .scalars = object.at("scalars").get<Words>(),
          .shapes = object.at("shapes").get<Words>(),
          .statements = object.at("statements").get<Words>(),
          .expressions = object.at("expressions").get<Words>()};
}

RowState stateFrom(const json &value) {
  for (RowState state : {RowState::kept, RowState::duplicate, RowState::rejected, RowState::failed})
    if (value == stateName(state)) return state;
  throw json::other_error::create(501, "unknown state", &value);
}

Row readRow(const json &object) {
  Result<KernelId> id = parseId(object.at("id").get<std::string>());
  if (!id) throw json::other_error::create(501, id.error().message, &object);
  Row row = {.id = *id,
             .state = stateFrom(object.at("state")),
             .stage = object.at("stage").get<std::string>(),
             .message = object.at("message").get<std::string>(),
             .family = object.at("family").get<std::string>(),
             .kernel = object.at("kernel").get<std::string>(),
             .hashes = hashesFrom(object.at("hashes")),
             .python = textFrom(object.at("python")),
             .forms = formsFrom(object.at("forms")),
             .runs = {},
             .variants = object.at("variants").get<std::vector<std::string>>(),
             .instructions = object.at("instructions").get<int64_t>(),
             .uses = usesFrom(object.at("uses"))};
  for (const json &run : object.at("runs")) row.runs.push_back(runFrom(run));
  return row;
}

}  // namespace

json toJson(const LaunchInput &input) {
  json parameters = json::array();
  for (const ParameterInput &parameter : input.parameters) parameters.push_back(toJson(parameter));
  return {{"dims", input.dims}, {"seed", input.seed}, {"parameters", parameters}};
}

json toJson(const StageTimes &times) { return json(times); }

json toJson(const Row &row) {
  json forms = json::object(), runs = json::array();
  for (const auto &[form, facts] : row.forms) forms[rowOf(form).name] = toJson(facts);
  for (const RunFacts &run : row.runs) runs.push_back(toJson(run));
  return {{"id", idText(row.id)},
          {"state", stateName(row.state)},
          {"stage", row.stage},
          {"message", row.message},
          {"family", row.family},
          {"kernel", row.kernel},
          {"split", row.hashes.blanked.empty() ? "" : splitName(splitOf(row.hashes.blanked))},
          {"hashes", toJson(row.hashes)},
          {"python", toJson(row.python)},
          {"forms", forms},
          {"runs", runs},
          {"variants", row.variants},
          {"instructions", row.instructions},
          {"uses", toJson(row.uses)}};
}

Result<Row> rowFromJson(const json &object) {
  try {
    return readRow(object);
  } catch (const json::exception &error) {
    return badUsage(std::string("no row of a set of kernels: ") + error.what());
  }
}

}  // namespace mlir_rl::kernel
