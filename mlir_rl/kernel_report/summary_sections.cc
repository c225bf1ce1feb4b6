#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

namespace {

int64_t pairsOf(const SetStats &stats) {
  int64_t pairs = 0;
  for (const auto &[form, texts] : stats.forms) pairs += texts.rows;
  return pairs;
}

int64_t bytesOf(const SetStats &stats) {
  int64_t bytes = stats.python.bytes;
  for (const auto &[form, texts] : stats.forms) bytes += texts.bytes;
  return bytes;
}

int64_t largestFamily(const SetStats &stats) {
  int64_t largest = 0;
  for (const auto &[name, rows] : stats.families) largest = std::max(largest, rows);
  return largest;
}

std::string ratioText(const XzCounter::Sizes &sizes) {
  return sizes.compressed == 0 ? "-" : formatFixed(double(sizes.raw) / double(sizes.compressed), 1) + " : 1";
}

std::string missingShards(const SetStats &stats) {
  return "The set is not whole: shards " + listed(stats.missing) + " are not there.";
}

std::vector<std::vector<std::string>> sizeRows(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  std::vector<std::vector<std::string>> rows = {
      {"kernels", counted(facts.kept()), "of " + counted(stats.rows) + " that were made"},
      {"pairs of Python and a form", counted(pairsOf(stats)), counted(int64_t(stats.forms.size())) + " forms"},
      {"families", counted(int64_t(stats.families.size())),
       "the largest has " + shareText(largestFamily(stats), facts.kept())},
      {"text", formatBytes(bytesOf(stats)), "equal texts counted once"},
      {"median lines of Python", counted(stats.python.medianLines), counted(stats.python.medianTokens) + " tokens"}};
  if (stats.xz)
    rows.push_back(
        {"raw to xz size, Python and " + stats.xzForm, ratioText(*stats.xz), formatBytes(stats.xz->raw) + " raw"});
  return rows;
}

std::vector<std::vector<std::string>> qualityRows(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  int64_t kept = facts.kept(), renamed = countOf(stats.distinct, "renamed");
  int64_t structures = countOf(stats.distinct, "blanked");
  auto row = [&](const std::string &name, int64_t count) {
    return std::vector<std::string>{name, counted(count), shareText(count, kept)};
  };
  return {row("distinct structures", structures),
          row("repeat another but for names", kept - renamed),
          row("have a near-duplicate", stats.near.near),
          row("held out, near one of another split", stats.near.across),
          {"structures in two splits", counted(stats.leaks), shareText(stats.leaks, structures)},
          row("compiled, run, bits agree", stats.agreeing),
          row("all outputs finite", stats.finite),
          row("outputs differ between input sets", stats.different)};
}

/// "--families a,b --forms c" as far as they are not what generate does anyway.
std::string optionsText(const SetOptions &options) {
  std::string text;
  auto add = [&](const std::string &flag, const std::vector<std::string> &names) {
    for (size_t i = 0; i < names.size(); ++i) text += (i ? "," : " " + flag + " ") + names[i];
  };
  add("--families", options.families);
  std::vector<std::string> names;
  if (options.forms != defaultForms())
    for (Form form : options.forms) names.emplace_back(rowOf(form).name);
  add("--forms", names);
  if (options.quota != kBlankedQuota) text += " --quota " + std::to_string(options.quota);
  return text;
}

ReportTable timesTable(const SetStats &stats) {
  ReportTable table{.title = "Time a row in each stage, one core", .columns = {"stage", "mean"}};
  double sum = 0;
  for (const auto &[stage, seconds] : stats.stageSeconds) {
    table.rows.push_back({stage, formatSeconds(seconds / double(stats.rows))});
    sum += seconds;
  }
  table.rows.push_back({"all", formatSeconds(sum / double(stats.rows))});
  return table;
}

std::string inputsText(const Lengths &inputs) {
  int64_t fewest = inputs.quantile(0), most = inputs.longest();
  return counted(fewest) + (most > fewest ? " to " + counted(most) : "") + " input sets";
}

}  // namespace

ReportSection summarySection(const SetFacts &facts) {
  const SetHeader &header = facts.stats.header;
  ReportSection section{.title = "Summary"};
  section.words.push_back(
      "Python kernels in the style of NVIDIA Warp, each with the code it becomes. They are made by a generator "
      "(version " +
      std::to_string(header.generator) + ", seed " + std::to_string(header.options.seed) + "); the forms by " +
      header.builder + ".");
  if (!facts.stats.missing.empty()) section.words.push_back(missingShards(facts.stats));
  section.tables = {
      {.title = "What there is", .columns = {"what", "number", "remark"}, .rows = sizeRows(facts)},
      {.title = "How good it is, in kernels", .columns = {"what", "number", "share"}, .rows = qualityRows(facts)}};
  section.beside = true;
  return section;
}

ReportSection methodSection(const SetFacts &facts) {
  const SetHeader &header = facts.stats.header;
  ReportSection section{.title = "Method"};
  section.words = {
      "Made: seed and index give a typed tree of a kernel and its input sets. A kernel's id names generator, seed and "
      "index; mlir-rl kernels show ID makes the row again, byte for byte.",
      "Read: the tree is printed as Python, read by Python's own parser and typed; it must give the same tree.",
      "Run: an interpreter of the tree, which shares no code with the compiler, runs the kernel on " +
          inputsText(facts.profile.inputs) +
          " with the threads in two orders. A kernel that breaks a rule (an index out of bounds, a value never set), "
          "leaves anything that is not finite, depends on the order of its threads or writes nothing is rejected.",
      "Compiled: every form that runs is run on the same inputs. Every array must hold the same bits afterwards, or "
      "the row is out.",
      "Compared: a kernel that equals an earlier one but for names is refused, and so is one whose structure (names "
      "and literals left out) " +
          std::to_string(header.options.quota) + " earlier ones have."};
  section.examples = {
      {.panes = {
           {"The command that makes this set",
            "mlir-rl kernels generate --seed " + std::to_string(header.options.seed) + optionsText(header.options) +
                (facts.stats.missing.empty() ? " --count " + std::to_string(facts.stats.rows) : "") + " --out DIR"}}}};
  if (!facts.stats.stageSeconds.empty()) section.tables = {timesTable(facts.stats)};
  return section;
}

}  // namespace mlir_rl::kernel
