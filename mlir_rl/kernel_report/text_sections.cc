#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

namespace {

std::vector<std::string> sizeRow(const std::string &name, const std::string &about, const TextStats &texts) {
  return {name,
          about,
          counted(texts.rows),
          counted(texts.without),
          counted(texts.distinct),
          formatBytes(texts.bytes),
          counted(texts.tokens),
          formatBytes(texts.medianBytes)};
}

ReportTable sizesTable(const SetStats &stats) {
  ReportTable table{
      .columns = {"form", "what it is", "kernels", "without", "distinct", "size", "tokens", "median size"}, .texts = 2};
  table.rows.push_back(sizeRow("python", "The kernel as written.", stats.python));
  for (const auto &[form, texts] : stats.forms)
    table.rows.push_back(sizeRow(rowOf(form).name, rowOf(form).about, texts));
  return table;
}

ReportTable missingTable(const SetFacts &facts) {
  Counts counts;
  for (const auto &[key, count] : facts.profile.missing)
    counts[std::string(rowOf(key.first).name) + ": " + key.second] += count;
  return countsTable("Forms that kernels lack", "form: why", counts, facts.kept(), 20);
}

std::vector<std::string> lengthRow(const std::string &name, const TextLengths &lengths) {
  std::vector<std::string> row = {name};
  for (double share : {0.1, 0.5, 0.9, 0.99}) row.push_back(counted(lengths.tokens.quantile(share)));
  row.push_back(counted(lengths.tokens.longest()));
  for (double share : {0.1, 0.5, 0.9}) row.push_back(counted(lengths.lines.quantile(share)));
  row.push_back(counted(lengths.lines.longest()));
  return row;
}

}  // namespace

ReportSection sizesSection(const SetFacts &facts) {
  ReportSection section{.title = "Sizes"};
  section.words.push_back("Sizes and tokens are of distinct texts: what is equal is stored once.");
  if (const auto &xz = facts.stats.xz)
    section.words.push_back("All Python texts and their " + facts.stats.xzForm + " texts, " + formatBytes(xz->raw) +
                            ", are " + formatBytes(xz->compressed) +
                            " as xz -6 compresses them: the more a set repeats itself, the less remains.");
  section.tables.push_back(sizesTable(facts.stats));
  if (!facts.profile.missing.empty()) section.tables.push_back(missingTable(facts));
  return section;
}

ReportSection lengthsSection(const SetFacts &facts) {
  ReportSection section{.title = "Lengths"};
  section.words.push_back(
      "A token here is a word of letters, digits and underscores, or any other character that is no space. A model's "
      "own tokens are other pieces: count them before you choose a context length.");
  ReportTable table{.columns = {"form", "tokens: 10 %", "median", "90 %", "99 %", "longest", "lines: 10 %", "median",
                                "90 %", "longest"}};
  table.rows.push_back(lengthRow("python", facts.profile.python));
  for (const auto &[form, lengths] : facts.profile.forms)
    if (lengths.tokens.total() > 0) table.rows.push_back(lengthRow(rowOf(form).name, lengths));
  section.tables.push_back(std::move(table));
  section.beside = true;
  return section;
}

}  // namespace mlir_rl::kernel
