#include "mlir_rl/kernel_set/manifest.h"

#include <algorithm>
#include <filesystem>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/sha256.h"

namespace mlir_rl::kernel {

namespace fs = std::filesystem;

Record toJson(const Manifest &manifest) {
  Record forms = Record::array(), files = Record::array();
  for (Form form : manifest.forms) forms.push_back(rowOf(form).name);
  for (const WrittenFile &file : manifest.files)
    files.push_back({{"name", file.name},
                     {"split", splitName(file.split)},
                     {"rows", file.rows},
                     {"bytes", file.bytes},
                     {"sha256", file.sha256}});
  Record set = nlohmann::json(toJson(manifest.set));
  for (const char *key : {"shard", "shards"}) set.erase(key);
  return {{"name", "mlir-rl kernels"},
          {"format", manifest.format},
          {"task", manifest.task},
          {"forms", forms},
          {"augmentations", manifest.augmentations},
          {"rows", manifest.rows},
          {"records", manifest.records},
          {"licence", kLicence},
          {"set", set},
          {"missing_shards", manifest.missing},
          {"content", manifest.content},
          {"files", files}};
}

static std::string problemOf(const std::string &folder, const nlohmann::json &file) {
  std::string name = file.at("name").get<std::string>(), path = folder + "/" + name;
  if (!exists(path)) return name + " is missing";
  Result<std::string> hash = sha256OfFile(path);
  if (!hash) return hash.error().message;
  return *hash == file.at("sha256").get<std::string>() ? "" : name + " has another SHA-256 than manifest.json says";
}

/// Names of the folder that neither the manifest nor the card explains.
static std::vector<std::string> strangers(const std::string &folder, std::vector<std::string> known) {
  known.insert(known.end(), {"manifest.json", "README.md"});
  std::vector<std::string> names;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
    std::string name = entry.path().filename().string();
    if (std::find(known.begin(), known.end(), name) == known.end()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::vector<std::string>> verifyExport(const std::string &folder) {
  Result<std::string> text = readFile(folder + "/manifest.json");
  if (!text) return tl::unexpected(text.error());
  Result<nlohmann::json> manifest = parseJson(*text, folder + "/manifest.json");
  if (!manifest) return tl::unexpected(manifest.error());
  std::vector<std::string> problems, known;
  try {
    for (const nlohmann::json &file : manifest->at("files")) {
      known.push_back(file.at("name").get<std::string>());
      if (std::string problem = problemOf(folder, file); !problem.empty()) problems.push_back(problem);
    }
  } catch (const nlohmann::json::exception &error) {
    return badUsage(folder + "/manifest.json is no manifest of kernels: " + error.what());
  }
  for (const std::string &name : strangers(folder, known)) problems.push_back(name + " is not in manifest.json");
  return problems;
}

}  // namespace mlir_rl::kernel
