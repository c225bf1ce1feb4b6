#include "mlir_rl/generate/manifest.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tuple>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

nlohmann::json toJson(const ManifestRow &row) {
  return {{"name", row.name},
          {"file", row.file},
          {"split", nameOf(row.split)},
          {"family", row.family},
          {"seed", row.id.seed},
          {"index", row.id.index},
          {"variant", row.id.variant},
          {"hash", row.hash},
          {"tasks", row.tasks},
          {"shape_families", row.shapeFamilies},
          {"flops", row.flops},
          {"bytes", row.bytes},
          {"estimated_seconds", row.seconds}};
}

static auto orderOf(const ManifestRow &row) {
  const Family *family = findFamily(row.family);
  return std::tuple(row.split, family ? family - families().data() : -1, row.id.index, row.id.variant);
}

std::string manifestText(std::vector<ManifestRow> rows) {
  std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); });
  std::string text;
  for (const ManifestRow &row : rows) text += jsonText(toJson(row)) + "\n";
  return text;
}

/// Throws what nlohmann throws for a missing key or another type.
static ManifestRow rowFrom(const nlohmann::json &json) {
  ManifestRow row{.name = json.at("name"), .file = json.at("file"), .family = json.at("family")};
  for (Split split : kSplits)
    if (json.at("split") == nameOf(split)) row.split = split;
  row.id = {json.at("seed"), json.at("index"), json.at("variant")};
  row.hash = json.at("hash");
  row.tasks = json.at("tasks").get<std::vector<std::string>>();
  row.shapeFamilies = json.at("shape_families").get<std::vector<std::string>>();
  row.flops = json.at("flops");
  row.bytes = json.at("bytes");
  row.seconds = json.at("estimated_seconds");
  return row;
}

Result<std::vector<ManifestRow>> readManifest(const std::string &folder) {
  std::string path = folder + "/manifest.jsonl";
  Result<std::string> text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  std::vector<ManifestRow> rows;
  std::istringstream stream(*text);
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    std::string where = path + ":" + std::to_string(++number);
    Result<nlohmann::json> json = parseJson(line, where);
    if (!json) return tl::unexpected(json.error());
    try {
      rows.push_back(rowFrom(*json));
    } catch (const nlohmann::json::exception &error) {
      return badUsage(where + ": this is no line of a manifest: " + error.what());
    }
  }
  return rows;
}

static double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

static std::vector<std::string> statisticsRow(const std::string &name, const std::vector<const ManifestRow *> &rows) {
  std::map<Split, int> counts;
  std::vector<double> flops, bytes, seconds;
  for (const ManifestRow *row : rows) {
    ++counts[row->split];
    flops.push_back(row->flops);
    bytes.push_back(row->bytes);
    seconds.push_back(row->seconds);
  }
  std::vector<std::string> cells = {name};
  for (Split split : kSplits) cells.push_back(std::to_string(counts[split]));
  cells.push_back(formatRate(median(flops), "FLOP"));
  cells.push_back(formatBytes(int64_t(median(bytes))));
  cells.push_back(formatSeconds(median(seconds)));
  return cells;
}

std::string statisticsText(const std::vector<ManifestRow> &rows) {
  if (rows.empty()) return "no programs\n";
  Table table(
      {{"family", Table::Align::left}, {"train"}, {"validation"}, {"test"}, {"FLOPs"}, {"bytes"}, {"estimate"}});
  std::map<std::string, std::vector<const ManifestRow *>> byFamily;
  std::vector<const ManifestRow *> all;
  for (const ManifestRow &row : rows) {
    byFamily[row.family].push_back(&row);
    all.push_back(&row);
  }
  for (const Family &family : families())
    if (byFamily.contains(family.name)) table.addRow(statisticsRow(family.name, byFamily[family.name]));
  table.addRow(statisticsRow("all", all));
  return table.text();
}

}  // namespace mlir_rl
