#include "mlir_rl/kernel_set/variations.h"

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_set/oracle.h"
#include "mlir_rl/kernel_set/variants.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

Result<RowTexts> textsOf(SetView &view, const Row &row, const std::set<Form> &forms) {
  RowTexts texts = {.row = row, .augmentation = "", .python = "", .forms = {}};
  Result<std::string> python = view.text(row.id.index, row.python.hash);
  if (!python) return tl::unexpected(python.error());
  texts.python = *std::move(python);
  for (const auto &[form, facts] : row.forms) {
    if (!forms.contains(form) || facts.text.hash.empty()) continue;
    Result<std::string> text = view.text(row.id.index, facts.text.hash);
    if (!text) return tl::unexpected(text.error());
    texts.forms[form] = *std::move(text);
  }
  return texts;
}

Result<std::vector<Module>> Variations::read(const std::vector<RowTexts> &rows) {
  std::vector<std::string> sources;
  for (const RowTexts &texts : rows) sources.push_back(texts.python);
  Result<std::vector<nlohmann::json>> trees = parser_.parse(sources);
  if (!trees) return tl::unexpected(trees.error());
  std::vector<Module> modules;
  for (size_t i = 0; i < trees->size(); ++i) {
    Reading reading = readTree((*trees)[i]);
    if (!reading.errors.empty() || reading.module.kernels.size() != 1)
      return failed("row " + idText(rows[i].row.id) + " " + rows[i].augmentation +
                    " does not read back: " + diagnosticsText(reading.errors, rows[i].row.kernel + ".py"));
    modules.push_back(std::move(reading.module));
  }
  return modules;
}

/// What the row says about a kernel that is the same but for names or constants.
static void describe(Row &row, const Module &module, const OracleAnswer &oracle, const Built &built) {
  row.hashes.exact = hashKernel(module, 0, Likeness::exact);
  row.hashes.renamed = hashKernel(module, 0, Likeness::renamed);
  row.hashes.behaviour = oracle.behaviour;
  auto mlir = built.forms.find(Form::mlir);
  row.hashes.mlir = mlir == built.forms.end() ? "" : hashText(mlir->second.text);
  row.runs.clear();
  for (const OracleRun &run : oracle.runs) row.runs.push_back(run.facts);
}

Result<std::optional<RowTexts>> Variations::rebuilt(RowTexts texts, Module module) {
  Candidate candidate = {.family = texts.row.family, .module = std::move(module), .inputs = {}};
  for (const RunFacts &run : texts.row.runs) candidate.inputs.push_back(run.input);
  Checked<OracleAnswer> oracle = askOracle(candidate);
  if (!oracle && oracle.error().state == RowState::rejected) return std::nullopt;
  if (!oracle) return failed(oracle.error().message);
  std::set<Form> wanted;
  for (const auto &[form, text] : texts.forms) wanted.insert(form);
  Result<Built> built = builder_->build(candidate.module, wanted);
  if (!built) return tl::unexpected(built.error());
  for (const RunnableForm &variant : built->variants)
    if (Checked<void> same = compareVariant(candidate, variant, *oracle); !same)
      return failed(idText(texts.row.id) + " " + texts.augmentation + ": " + same.error().message);
  describe(texts.row, candidate.module, *oracle, *built);
  texts.python = printModule(candidate.module);
  texts.forms.clear();
  for (auto &[form, text] : built->forms)
    if (text.reason.empty()) texts.forms[form] = std::move(text.text);
  return texts;
}

Result<std::optional<RowTexts>> Variations::augmentedRow(RowTexts texts, const AugmentationRow &how,
                                                         const Module &module) {
  uint64_t seed = Hasher().add(std::string_view(idText(texts.row.id))).add(std::string_view(how.name)).value();
  texts.augmentation = how.name;
  if (how.id == Augmentation::comments) texts.python = commentedText(texts.python, seed);
  if (how.id == Augmentation::formatting) texts.python = reformattedText(texts.python, seed);
  if (how.id == Augmentation::rename) return rebuilt(std::move(texts), renamedModule(module, seed));
  if (how.id != Augmentation::constants) return texts;
  Module changed = moduleOfOtherConstants(module, seed);
  if (changed == module) return std::nullopt;
  return rebuilt(std::move(texts), std::move(changed));
}

Status Variations::checkReadBack(const Ways &ways, const AugmentationRow &how) {
  std::vector<RowTexts> rows;
  for (const std::optional<RowTexts> &way : ways)
    if (way) rows.push_back({.row = way->row, .augmentation = how.name, .python = way->python, .forms = {}});
  if (rows.empty()) return {};
  Result<std::vector<Module>> modules = read(rows);
  if (!modules) return tl::unexpected(modules.error());
  for (size_t i = 0; i < rows.size(); ++i) {
    const RowHashes &hashes = rows[i].row.hashes;
    bool exact = hashKernel((*modules)[i], 0, Likeness::exact) == hashes.exact;
    bool alike = hashKernel((*modules)[i], 0, Likeness::blanked) == hashes.blanked;
    if (!exact || !alike) return failed("row " + idText(rows[i].row.id) + " is another kernel after " + how.name);
  }
  return {};
}

Result<Variations::Ways> Variations::augmented(const std::vector<RowTexts> &rows, const AugmentationRow &how,
                                               const std::vector<Module> &modules) {
  Ways ways;
  for (size_t i = 0; i < rows.size(); ++i) {
    Result<std::optional<RowTexts>> way = augmentedRow(rows[i], how, modules[i]);
    if (!way) return tl::unexpected(way.error());
    bool renamed = !*way || how.keeps == Likeness::blanked || (*way)->row.hashes.renamed == rows[i].row.hashes.renamed;
    if (!renamed) return failed("row " + idText(rows[i].row.id) + " is another kernel after " + how.name);
    ways.push_back(*std::move(way));
  }
  if (Status same = checkReadBack(ways, how); !same) return tl::unexpected(same.error());
  return ways;
}

Result<std::vector<RowTexts>> Variations::of(std::vector<RowTexts> rows) {
  if (wanted_.empty() || rows.empty()) return rows;
  Result<std::vector<Module>> modules = read(rows);
  if (!modules) return tl::unexpected(modules.error());
  std::vector<Ways> all = {Ways(rows.begin(), rows.end())};
  for (Augmentation augmentation : wanted_) {
    Result<Ways> ways = augmented(rows, augmentations()[size_t(augmentation)], *modules);
    if (!ways) return tl::unexpected(ways.error());
    all.push_back(*std::move(ways));
  }
  std::vector<RowTexts> inOrder;
  for (size_t i = 0; i < rows.size(); ++i)
    for (Ways &ways : all)
      if (ways[i]) inOrder.push_back(*std::move(ways[i]));
  return inOrder;
}

}  // namespace mlir_rl::kernel
