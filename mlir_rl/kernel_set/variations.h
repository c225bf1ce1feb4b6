#pragma once

/// \file
/// Rows with their texts, and in the other ways in which an export writes them.

#include <memory>
#include <optional>
#include <set>

#include "mlir_rl/kernel_set/augment.h"
#include "mlir_rl/kernel_set/records.h"
#include "mlir_rl/kernel_set/row_work.h"
#include "mlir_rl/kernel_set/view.h"

namespace mlir_rl::kernel {

class Variations {
 public:
  Variations(const RowSource &source, std::set<Augmentation> wanted)
      : parser_(source.python), builder_(wanted.empty() ? nullptr : source.builder()), wanted_(std::move(wanted)) {}

  /// Each row as it is, then as each augmentation writes it. Every text is read back and must be the same kernel, in
  /// the way that the augmentation keeps; other names and constants reach all forms, which are built and run anew. A
  /// row without float constants, or whose kernel breaks a rule with others, has no such augmentation. Errors: failed,
  /// a text is another kernel, or a form disagrees with the interpreter; environment, Python's parser.
  Result<std::vector<RowTexts>> of(std::vector<RowTexts> rows);

 private:
  using Ways = std::vector<std::optional<RowTexts>>;
  Result<std::vector<Module>> read(const std::vector<RowTexts> &rows);
  Result<Ways> augmented(const std::vector<RowTexts> &rows, const AugmentationRow &how,
                         const std::vector<Module> &modules);
  Result<std::optional<RowTexts>> augmentedRow(RowTexts texts, const AugmentationRow &how, const Module &module);
  Result<std::optional<RowTexts>> rebuilt(RowTexts texts, Module module);
  Status checkReadBack(const Ways &ways, const AugmentationRow &how);

  PythonParser parser_;
  std::unique_ptr<Builder> builder_;
  std::set<Augmentation> wanted_;
};

/// A kept row and its texts of these forms.
Result<RowTexts> textsOf(SetView &view, const Row &row, const std::set<Form> &forms);

}  // namespace mlir_rl::kernel
