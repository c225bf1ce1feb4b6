#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

namespace {

struct Level {
  const char *hash, *about;
};
constexpr Level kLevels[] = {
    {"exact", "the tree, with its names"},
    {"renamed", "the tree without names"},
    {"blanked", "the tree without names and literals: its structure"},
    {"mlir", "the MLIR text as built"},
    {"behaviour", "all outputs on all input sets"},
};

ReportTable levelsTable(const SetFacts &facts) {
  ReportTable table{.title = "Kernels that repeat an earlier one",
                    .columns = {"by", "what is compared", "distinct", "repeats", "share"},
                    .texts = 2};
  for (const Level &level : kLevels) {
    int64_t distinct = countOf(facts.stats.distinct, level.hash);
    if (distinct == 0) continue;
    int64_t repeats = facts.kept() - distinct;
    table.rows.push_back(
        {level.hash, level.about, counted(distinct), counted(repeats), shareText(repeats, facts.kept())});
  }
  return table;
}

ReportTable nearTable(const SetFacts &facts) {
  const NearReport &near = facts.stats.near;
  ReportTable table{.title = "Near-duplicates", .columns = {"", "kernels", "share"}};
  table.rows = {{"have another one near", counted(near.near), shareText(near.near, near.rows)},
                {"in the largest group", counted(near.largest), shareText(near.largest, near.rows)},
                {"groups", counted(near.clusters), ""}};
  return table;
}

Counts withTitles(const SetFacts &facts) {
  Counts counts;
  for (const auto &[kind, count] : facts.stats.duplicates)
    counts[kind == "renamed" ? "equals an earlier one but for names" : "its structure is there often enough"] += count;
  return counts;
}

}  // namespace

ReportSection duplicatesSection(const SetFacts &facts) {
  ReportSection section{.title = "Duplicates"};
  section.words.push_back("Near are texts that share " + formatFixed(100 * kNear, 0) +
                          " % of their pieces of five tokens, names and numbers left out, as MinHash estimates it.");
  section.tables = {levelsTable(facts), nearTable(facts)};
  if (!facts.stats.duplicates.empty())
    section.tables.push_back(countsTable("Refused", "why", withTitles(facts), facts.stats.rows));
  section.beside = true;
  return section;
}

ReportSection splitsSection(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  ReportSection section{.title = "Splits"};
  section.words = {
      "The split is a function of the structure's hash: kernels that differ in names and literals only are in one "
      "split, in every set.",
      "Structures in two splits: " + counted(stats.leaks) +
          ". Kernels of validation and test with a near-duplicate in another split: " + counted(stats.near.across) +
          "."};
  ReportTable table{.columns = {"split", "kernels", "share", "families"}};
  for (Split split : kSplits) {
    int64_t rows = countOf(stats.splits, splitName(split)), families = 0;
    for (const auto &[name, family] : facts.profile.families) families += family.splits.contains(split);
    table.rows.push_back({splitName(split), counted(rows), shareText(rows, facts.kept()), counted(families)});
  }
  section.tables.push_back(std::move(table));
  return section;
}

ReportSection checksSection(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  ReportSection section{.title = "Checks"};
  section.words.push_back(
      "Every form below was run on all input sets of each kernel counted here and left the same bits as the "
      "interpreter. Kernels of which one disagreed are not in the set.");
  ReportTable outputs{.title = "Outputs", .columns = {"", "kernels", "share"}};
  outputs.rows = {{"finite on every input set", counted(stats.finite), shareText(stats.finite, facts.kept())},
                  {"differ between input sets", counted(stats.different), shareText(stats.different, facts.kept())}};
  section.tables = {countsTable("Ran and agreed", "compiled form", stats.variants, facts.kept()), std::move(outputs)};
  section.beside = true;
  return section;
}

ReportSection refusedSection(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  ReportSection section{.title = "Rows left out"};
  section.words.push_back(
      "Every index gives a row. Rejected: the kernel breaks a rule. Failed: a stage of ours crashed, refused, took too "
      "long, or disagreed with the interpreter. Both are kept in the set's store with stage, message and source, and "
      "are in no export.");
  section.tables = {countsTable("All rows", "state", stats.states, stats.rows)};
  if (!stats.troubles.empty())
    section.tables.push_back(
        countsTable("Rejected and failed", "stage: why, numbers as N", stats.troubles, stats.rows, 30));
  section.beside = true;
  return section;
}

ReportSection optimisationSection(const SetFacts &facts) {
  const SetStats &stats = facts.stats;
  ReportSection section{.title = "Optimisation"};
  section.words.push_back("Counted are the " + counted(stats.optimised) +
                          " kernels that have LLVM IR at O0, O2 and O3. Texts are compared byte for byte.");
  ReportTable differ{.title = "What optimisation changes", .columns = {"", "kernels", "share"}};
  differ.rows = {{"O0 differs from O2", counted(stats.differO0O2), shareText(stats.differO0O2, stats.optimised)},
                 {"O2 differs from O3", counted(stats.differO2O3), shareText(stats.differO2O3, stats.optimised)}};
  ReportTable lengths{.title = "Median length", .columns = {"form", "lines", "tokens"}};
  for (Form form : {Form::llvmO0, Form::llvmO1, Form::llvmO2, Form::llvmO3})
    if (auto texts = stats.forms.find(form); texts != stats.forms.end())
      lengths.rows.push_back(
          {rowOf(form).name, counted(texts->second.medianLines), counted(texts->second.medianTokens)});
  section.tables = {std::move(differ), std::move(lengths)};
  section.beside = true;
  return section;
}

}  // namespace mlir_rl::kernel
