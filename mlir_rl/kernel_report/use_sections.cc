#include <array>

#include "mlir_rl/kernel_report/figures.h"
#include "mlir_rl/kernel_report/sections.h"

namespace mlir_rl::kernel {

namespace {

/// Lines of a sample's text that are shown; some forms are long.
constexpr int64_t kMostLines = 300;
constexpr std::array kContexts = {1024, 2048, 4096, 8192};

std::string shortened(const std::string &text, int64_t lines) {
  size_t at = 0;
  for (int64_t line = 0; line < kMostLines && at < text.size(); ++line)
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  return at >= text.size() ? text : text.substr(0, at) + "... " + counted(lines - kMostLines) + " more lines\n";
}

ReportPane paneOf(const std::string &name, const std::string &text, const TextFacts &facts) {
  return {name + ", " + counted(facts.lines) + " lines, " + counted(facts.tokens) + " tokens",
          shortened(text, facts.lines)};
}

ReportExample exampleOf(const RowTexts &texts) {
  const Row &row = texts.row;
  ReportExample example{.title = row.family + ": " + row.kernel};
  example.words = idText(row.id) + ", " + splitName(splitOf(row.hashes.blanked)) + ". Run on " +
                  counted(int64_t(row.runs.size())) +
                  " input sets; ran and agreed: " + (row.variants.empty() ? "none" : listed(row.variants)) + ".";
  example.panes.push_back(paneOf("python", texts.python, row.python));
  for (const auto &[form, text] : texts.forms)
    example.panes.push_back(paneOf(rowOf(form).name, text, row.forms.at(form).text));
  return example;
}

ReportTable pairsTable(const SetProfile &profile) {
  ReportTable table{.title = "Pairs, and the share of them that a context holds: source and target together",
                    .columns = {"task", "source to target", "pairs", "median tokens", "90 %"},
                    .texts = 2};
  for (int context : kContexts) table.columns.push_back(counted(context));
  for (const PairLengths &pair : profile.pairs) {
    if (pair.tokens.total() == 0) continue;
    table.rows.push_back({pair.task, std::string(sideName(pair.sides.source)) + " to " + sideName(pair.sides.target),
                          counted(pair.tokens.total()), counted(pair.tokens.quantile(0.5)),
                          counted(pair.tokens.quantile(0.9))});
    for (int context : kContexts) table.rows.back().push_back(percentText(pair.tokens.within(context)));
  }
  return table;
}

/// Forms of which no variant of that name ran.
std::vector<std::string> formsNotRun(const SetStats &stats) {
  std::vector<std::string> names;
  for (const auto &[form, texts] : stats.forms)
    if (!stats.variants.contains(rowOf(form).name)) names.emplace_back(rowOf(form).name);
  return names;
}

}  // namespace

ReportSection samplesSection(const SetFacts &facts) {
  ReportSection section{.title = "Samples"};
  section.words.push_back(
      "A short, a usual and a long kernel, by where their lines stand among all, of different families.");
  for (const RowTexts &texts : facts.samples) section.examples.push_back(exampleOf(texts));
  return section;
}

ReportSection trainingSection(const SetFacts &facts) {
  ReportSection section{.title = "Training on it"};
  section.words = {
      "Train on the split train, choose by validation, report test; never split by rows. A kernel gives several "
      "records: sample ids first, then forms, so that kernels with more forms do not count more."};
  for (const TaskRow &task : tasks()) section.words.push_back(std::string(task.name) + ": " + task.about + ".");
  section.words.push_back(
      "A prediction can be judged by running it: whole rows have shapes, rules and seeds of the input sets and hashes "
      "of what the kernel wrote. Other names, comments and formatting (--augment) make more records of a kernel, with "
      "its id and split.");
  section.tables.push_back(pairsTable(facts.profile));
  section.examples = {{.panes = {{"Whole rows, all forms of a kernel in one record",
                                  "mlir-rl kernels export DIR --format jsonl --out OUT"},
                                 {"Pairs of a task", std::string("mlir-rl kernels export DIR --format jsonl --task ") +
                                                         tasks()[0].name + " --out OUT"}}}};
  return section;
}

ReportSection limitsSection(const SetFacts &facts) {
  ReportSection section{.title = "Limits"};
  section.words = {
      "The kernels are synthetic: parts of the language are as frequent as the generator makes them, not as people "
      "write them. A model that is to read people's code needs theirs too.",
      "Input sets are small; kernels' times are not measured.",
      "That bits agree on the input sets is no proof for all inputs."};
  if (std::vector<std::string> names = formsNotRun(facts.stats); !names.empty())
    section.words.push_back("No run of these forms is recorded: " + listed(names) + ".");
  section.words.push_back(counted(facts.stats.near.near) + " kernels have a near-duplicate; " +
                          counted(facts.stats.near.across) + " of validation and test have it in another split.");
  return section;
}

}  // namespace mlir_rl::kernel
