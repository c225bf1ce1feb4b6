#include <algorithm>

#include "mlir_rl/kernel/signature.h"
#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/kernel_set/uses.h"

namespace mlir_rl::kernel {

namespace {

/// Rows of one table that stands beside others.
constexpr size_t kTableRows = 40;

int64_t rowsOf(const FamilyProfile &family, RowState state) {
  auto found = family.states.find(state);
  return found == family.states.end() ? 0 : found->second;
}

std::vector<std::string> familyRow(const std::string &name, const FamilyProfile &family, int64_t kept) {
  int64_t rows = rowsOf(family, RowState::kept);
  std::vector<std::string> cells = {name.empty() ? "not known" : name,
                                    counted(rows),
                                    shareText(rows, kept),
                                    counted(family.structures),
                                    counted(family.lines.quantile(0.5)),
                                    counted(family.tokens.quantile(0.5))};
  for (RowState state : {RowState::duplicate, RowState::rejected, RowState::failed})
    cells.push_back(counted(rowsOf(family, state)));
  return cells;
}

/// All words of a kind that a kernel may use; empty: there is no fixed number.
std::set<std::string> wordsOf(const std::string &kind) {
  std::set<std::string> words;
  if (kind == "builtins")
    for (const BuiltinRow &row : builtins()) words.insert(writtenForm(row));
  if (kind == "scalars")
    for (int s = 0; s < kNumScalars; ++s) words.insert(scalarName(Scalar(s)));
  if (kind == "statements") return statementWords();
  if (kind == "expressions") return expressionWords();
  return words;
}

/// What is used of the words, in a sentence or two.
std::string usedText(const std::string &kind, const Counts &used) {
  std::set<std::string> all = wordsOf(kind);
  std::string text = "Of " + kind + " " + counted(int64_t(used.size()));
  std::vector<std::string> unused;
  for (const std::string &word : all)
    if (!used.contains(word)) unused.push_back(word);
  text += all.empty() ? " occur." : " of " + counted(int64_t(all.size())) + " occur.";
  return unused.empty() ? text : text + " Not used: " + listed(unused, "; ") + ".";
}

/// One table, or several of its pieces.
std::vector<ReportTable> pieces(const ReportTable &table) {
  std::vector<ReportTable> tables;
  size_t count = (table.rows.size() + kTableRows - 1) / kTableRows;
  for (size_t i = 0; i < count; ++i) {
    size_t begin = i * table.rows.size() / count, end = (i + 1) * table.rows.size() / count;
    std::string place = count == 1 ? "" : ", " + std::to_string(begin + 1) + " to " + std::to_string(end);
    tables.push_back({.title = table.title + place,
                      .columns = table.columns,
                      .rows = {table.rows.begin() + long(begin), table.rows.begin() + long(end)}});
  }
  return tables;
}

}  // namespace

ReportSection familiesSection(const SetFacts &facts) {
  ReportSection section{.title = "Families"};
  section.words.push_back(
      "A family is a kind of kernel that the generator has a rule for. Structures are distinct by the hash that leaves "
      "out names and literals; lines and tokens are of the Python text.");
  ReportTable table{.columns = {"family", "kernels", "share", "structures", "median lines", "median tokens",
                                "duplicates", "rejected", "failed"}};
  for (const auto &[name, family] : facts.profile.families) table.rows.push_back(familyRow(name, family, facts.kept()));
  section.tables.push_back(std::move(table));
  section.beside = true;
  return section;
}

ReportSection languageSection(const SetFacts &facts) {
  ReportSection section{.title = "Language"};
  section.words.push_back("How many kernels use each part of the language, once or often.");
  for (const char *kind : {"builtins", "scalars", "shapes", "statements", "expressions"}) {
    auto used = facts.stats.uses.find(kind);
    if (used == facts.stats.uses.end()) continue;
    section.words.push_back(usedText(kind, used->second));
    std::string title = kind;
    title[0] = char(std::toupper(title[0]));
    for (ReportTable &piece : pieces(countsTable(title, kind, used->second, facts.kept())))
      section.tables.push_back(std::move(piece));
  }
  section.beside = true;
  return section;
}

}  // namespace mlir_rl::kernel
