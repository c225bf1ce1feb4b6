#include "mlir_rl/kernel_set/set_options.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mlir_rl::kernel {

using nlohmann::json;

std::set<Form> defaultForms() {
  std::set<Form> forms;
  for (const FormRow &row : kernel::forms())
    if (row.maker != FormMaker::warp) forms.insert(row.id);
  return forms;
}

json toJson(const SetHeader &header) {
  const SetOptions &options = header.options;
  std::vector<std::string> names;
  for (Form form : options.forms) names.emplace_back(rowOf(form).name);
  return {{"schema", kSetSchema},
          {"generator", header.generator},
          {"builder", header.builder},
          {"project", header.project},
          {"seed", options.seed},
          {"families", options.families},
          {"forms", names},
          {"quota", options.quota},
          {"shard", options.shard},
          {"shards", options.shards}};
}

static SetHeader readHeader(const json &object) {
  SetOptions options = {.seed = object.at("seed").get<uint64_t>(),
                        .families = object.at("families").get<std::vector<std::string>>(),
                        .forms = {},
                        .quota = object.at("quota").get<int>(),
                        .shard = object.at("shard").get<int>(),
                        .shards = object.at("shards").get<int>()};
  for (const json &name : object.at("forms")) {
    const FormRow *row = findForm(name.get<std::string>());
    if (!row) throw json::other_error::create(501, "unknown form", &object);
    options.forms.insert(row->id);
  }
  return {.options = options,
          .generator = object.at("generator").get<int>(),
          .builder = object.at("builder").get<std::string>(),
          .project = object.at("project").get<std::string>()};
}

Result<SetHeader> headerFromJson(const json &object) {
  try {
    return readHeader(object);
  } catch (const json::exception &error) {
    return badUsage(std::string("no header of a set of kernels: ") + error.what());
  }
}

std::string differences(const SetHeader &stored, const SetHeader &wanted, bool ofShards) {
  json a = toJson(stored), b = toJson(wanted);
  std::string text;
  for (const char *key : {"generator", "builder", "seed", "families", "forms", "quota", "shard", "shards"}) {
    bool ofShard = std::string_view(key).starts_with("shard");
    if (a[key] != b[key] && (ofShards || !ofShard))
      text += (text.empty() ? "" : ", ") + std::string(key) + " " + a[key].dump() + " instead of " + b[key].dump();
  }
  return text;
}

std::vector<int64_t> indicesOf(const SetOptions &options, int64_t count, const Maker &maker) {
  std::vector<int64_t> indices;
  const auto &families = options.families;
  for (int64_t index = 0, found = 0; found < count; ++index) {
    if (!families.empty() &&
        std::find(families.begin(), families.end(), maker.familyOf(options.seed, index)) == families.end())
      continue;
    ++found;
    if (index % options.shards == options.shard) indices.push_back(index);
  }
  return indices;
}

std::string shardPath(const std::string &folder, int shard, int shards) {
  return folder + "/kernels-" + std::to_string(shard) + "-of-" + std::to_string(shards) + ".db";
}

}  // namespace mlir_rl::kernel
