#include "mlir_rl/kernel_set/variations.h"

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_front/read.h"
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

Result<std::vector<Module>> Variations::read(const std::vector<std::string> &sources,
                                             const std::vector<RowTexts> &rows) {
  Result<std::vector<nlohmann::json>> trees = parser_.parse(sources);
  if (!trees) return tl::unexpected(trees.error());
  std::vector<Module> modules;
  for (size_t i = 0; i < trees->size(); ++i) {
    Reading reading = readTree((*trees)[i]);
    if (!reading.errors.empty() || reading.module.kernels.size() != 1)
      return failed("row " + idText(rows[i].row.id) +
                    " does not read back: " + diagnosticsText(reading.errors, rows[i].row.kernel + ".py"));
    modules.push_back(std::move(reading.module));
  }
  return modules;
}

Status Variations::rename(RowTexts &texts, const Module &module, uint64_t seed) {
  Module renamed = renamedModule(module, seed);
  texts.python = printModule(renamed);
  std::set<Form> named;
  for (Form form : {Form::cpp, Form::cuda})
    if (texts.forms.contains(form)) named.insert(form);
  if (named.empty()) return {};
  Result<Built> built = builder_->build(renamed, named);
  if (!built) return tl::unexpected(built.error());
  for (Form form : named) texts.forms[form] = built->forms[form].text;
  return {};
}

Result<std::vector<RowTexts>> Variations::augmented(const std::vector<RowTexts> &rows, const AugmentationRow &how,
                                                    const std::vector<Module> &modules) {
  std::vector<RowTexts> all = rows;
  std::vector<std::string> sources;
  for (size_t i = 0; i < all.size(); ++i) {
    RowTexts &texts = all[i];
    uint64_t seed = Hasher().add(std::string_view(idText(texts.row.id))).add(std::string_view(how.name)).value();
    texts.augmentation = how.name;
    if (how.id == Augmentation::comments) texts.python = commentedText(texts.python, seed);
    if (how.id == Augmentation::formatting) texts.python = reformattedText(texts.python, seed);
    if (how.renames)
      if (Status status = rename(texts, modules[i], seed); !status) return tl::unexpected(status.error());
    sources.push_back(texts.python);
  }
  Result<std::vector<Module>> readBack = read(sources, rows);
  if (!readBack) return tl::unexpected(readBack.error());
  for (size_t i = 0; i < all.size(); ++i) {
    const RowHashes &hashes = all[i].row.hashes;
    std::string hash = hashKernel((*readBack)[i], 0, how.renames ? Likeness::renamed : Likeness::exact);
    if (hash != (how.renames ? hashes.renamed : hashes.exact))
      return failed("row " + idText(all[i].row.id) + " is another kernel after " + how.name);
  }
  return all;
}

Result<std::vector<RowTexts>> Variations::of(std::vector<RowTexts> rows) {
  if (wanted_.empty() || rows.empty()) return rows;
  std::vector<std::string> sources;
  for (const RowTexts &texts : rows) sources.push_back(texts.python);
  Result<std::vector<Module>> modules = read(sources, rows);
  if (!modules) return tl::unexpected(modules.error());
  std::vector<std::vector<RowTexts>> ways = {rows};
  for (Augmentation augmentation : wanted_) {
    Result<std::vector<RowTexts>> way = augmented(rows, augmentations()[size_t(augmentation)], *modules);
    if (!way) return way;
    ways.push_back(*std::move(way));
  }
  std::vector<RowTexts> all;
  for (size_t i = 0; i < rows.size(); ++i)
    for (std::vector<RowTexts> &way : ways) all.push_back(std::move(way[i]));
  return all;
}

}  // namespace mlir_rl::kernel
