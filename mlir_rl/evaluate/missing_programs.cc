#include "mlir_rl/evaluate/missing_programs.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

/// Files of a manifest's lines; what is no line of ours names none.
static std::vector<std::string> filesOfManifest(const std::string &text) {
  std::vector<std::string> files;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    nlohmann::json row = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!row.is_object() || !row.contains("name") || !row["name"].is_string()) continue;
    bool named = row.contains("file") && row["file"].is_string();
    files.push_back(named ? row["file"].get<std::string>() : row["name"].get<std::string>() + ".mlir");
  }
  return files;
}

std::vector<std::string> missingPrograms(const std::vector<std::string> &filesOrFolders) {
  std::vector<std::string> sentences;
  for (const std::string &folder : filesOrFolders) {
    Result<std::string> manifest = readFile(folder + "/manifest.jsonl");
    if (!manifest) continue;
    std::vector<std::string> files = filesOfManifest(*manifest);
    auto missing = std::count_if(files.begin(), files.end(), [&](auto &file) { return !exists(folder + "/" + file); });
    if (missing == 0) continue;
    sentences.push_back(folder + ": " + std::to_string(missing) + " of the " + std::to_string(files.size()) +
                        " programs of its manifest are not there; `mlir-rl generate --suite NAME -o " + folder +
                        "` writes those of a suite");
  }
  return sentences;
}

}  // namespace mlir_rl
