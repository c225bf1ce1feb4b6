#include <nlohmann/json.hpp>

#include "mlir_rl/kernel/signature.h"
#include "mlir_rl/kernel_set/stats.h"
#include "mlir_rl/kernel_set/uses.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

using nlohmann::json;
using enum Table::Align;

namespace {

int64_t at(const std::map<std::string, int64_t> &counts, const std::string &name) {
  auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

std::string share(int64_t part, int64_t whole) {
  return whole ? formatFixed(100 * double(part) / double(whole), 2) + " %" : "-";
}

json toJson(const TextStats &stats) {
  return {{"rows", stats.rows},
          {"without", stats.without},
          {"distinct", stats.distinct},
          {"bytes", stats.bytes},
          {"lines", stats.lines},
          {"tokens", stats.tokens},
          {"median_bytes", stats.medianBytes},
          {"median_lines", stats.medianLines},
          {"median_tokens", stats.medianTokens}};
}

json toJson(const NearReport &near) {
  return {{"similarity", kNear},
          {"rows", near.near},
          {"clusters", near.clusters},
          {"largest_cluster", near.largest},
          {"across_splits", near.across}};
}

/// How much there is to use of a kind of words; 0: no fixed number.
size_t known(const std::string &kind) {
  if (kind == "builtins") return builtins().size();
  if (kind == "scalars") return kNumScalars;
  if (kind == "statements") return statementWords().size();
  return kind == "expressions" ? expressionWords().size() : 0;
}

std::string countsTable(const std::string &title, const std::map<std::string, int64_t> &counts, int64_t whole) {
  Table table({{title, left}, {"rows"}, {"share"}});
  for (const auto &[name, count] : counts) table.addRow({name, std::to_string(count), share(count, whole)});
  return table.text() + "\n";
}

std::string textsTable(const SetStats &stats) {
  Table table({{"text", left},
               {"rows"},
               {"none"},
               {"distinct"},
               {"size"},
               {"lines"},
               {"median lines"},
               {"tokens"},
               {"median tokens"}});
  auto add = [&](const std::string &name, const TextStats &s) {
    table.addRow({name, std::to_string(s.rows), std::to_string(s.without), std::to_string(s.distinct),
                  formatBytes(s.bytes), std::to_string(s.lines), std::to_string(s.medianLines),
                  std::to_string(s.tokens), std::to_string(s.medianTokens)});
  };
  add("python", stats.python);
  for (const auto &[form, s] : stats.forms) add(kernel::rowOf(form).name, s);
  return table.text() + "\n";
}

std::string qualityTable(const SetStats &stats) {
  int64_t kept = at(stats.states, "kept");
  Table table({{"of the kept rows", left}, {"rows"}, {"share"}});
  auto add = [&](const std::string &name, int64_t count, int64_t whole) {
    table.addRow({name, std::to_string(count), share(count, whole)});
  };
  add("outputs finite", stats.finite, kept);
  add("outputs differ between input sets", stats.different, kept);
  add("a compiled form ran and agreed", stats.agreeing, kept);
  for (const auto &[name, count] : stats.variants) add("  " + name, count, kept);
  add("O0 differs from O2", stats.differO0O2, stats.optimised);
  add("O2 differs from O3", stats.differO2O3, stats.optimised);
  for (const auto &[name, count] : stats.distinct) add("distinct by " + name, count, kept);
  add("near another (" + formatFixed(kNear, 1) + ")", stats.near.near, kept);
  add("near one of another split", stats.near.across, kept);
  add("structures in two splits", stats.leaks, kept);
  return table.text() + "\n";
}

std::string usesText(const SetStats &stats) {
  std::string text;
  for (const auto &[kind, words] : stats.uses) {
    text += kind + ": " + std::to_string(words.size());
    if (size_t all = known(kind)) text += " of " + std::to_string(all);
    text += "\n";
  }
  return text + "\n";
}

std::string timesText(const SetStats &stats) {
  double sum = 0;
  Table table({{"stage", left}, {"a row"}});
  for (const auto &[stage, seconds] : stats.stageSeconds) {
    table.addRow({stage, formatSeconds(seconds / double(std::max<int64_t>(stats.rows, 1)))});
    sum += seconds;
  }
  if (sum <= 0) return "";
  return table.text() + formatFixed(double(stats.rows) / sum, 1) + " rows/s of one core\n";
}

}  // namespace

json toJson(const SetStats &stats) {
  json texts = {{"python", toJson(stats.python)}};
  for (const auto &[form, s] : stats.forms) texts[kernel::rowOf(form).name] = toJson(s);
  json object = {{"set", toJson(stats.header)},
                 {"missing_shards", stats.missing},
                 {"rows", stats.rows},
                 {"states", stats.states},
                 {"troubles", stats.troubles},
                 {"duplicates", stats.duplicates},
                 {"families", stats.families},
                 {"splits", stats.splits},
                 {"leaks", stats.leaks},
                 {"distinct", stats.distinct},
                 {"texts", texts},
                 {"optimised", stats.optimised},
                 {"o0_differs_from_o2", stats.differO0O2},
                 {"o2_differs_from_o3", stats.differO2O3},
                 {"outputs_finite", stats.finite},
                 {"outputs_differ", stats.different},
                 {"agreeing", stats.agreeing},
                 {"variants", stats.variants},
                 {"uses", stats.uses},
                 {"near_duplicates", toJson(stats.near)},
                 {"stage_seconds", stats.stageSeconds}};
  if (stats.xz)
    object["xz"] = {{"form", stats.xzForm}, {"raw_bytes", stats.xz->raw}, {"xz_bytes", stats.xz->compressed}};
  return object;
}

std::string statsText(const SetStats &stats) {
  int64_t kept = at(stats.states, "kept");
  std::string text = countsTable("state", stats.states, stats.rows);
  for (const std::string &shard : stats.missing) text += "shard " + shard + " is not there\n";
  if (!stats.duplicates.empty()) text += countsTable("duplicates", stats.duplicates, stats.rows);
  if (!stats.troubles.empty()) text += countsTable("why not kept", stats.troubles, stats.rows);
  text += countsTable("family", stats.families, kept) + countsTable("split", stats.splits, kept);
  text += textsTable(stats) + qualityTable(stats) + usesText(stats) + timesText(stats);
  if (stats.xz)
    text += "xz -6 of python and " + stats.xzForm + ": " + formatBytes(stats.xz->raw) + " to " +
            formatBytes(stats.xz->compressed) + ", " +
            formatFixed(double(stats.xz->raw) / double(std::max<int64_t>(stats.xz->compressed, 1)), 1) + "x\n";
  return text;
}

}  // namespace mlir_rl::kernel
