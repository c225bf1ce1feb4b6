#pragma once

/// \file
/// Rows with their texts, and in the other ways in which an export writes them.

#include <memory>
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

  /// Each row as it is, then as each augmentation writes it. Other names reach the forms that carry them, C++ and CUDA:
  /// those are built anew. Every text is read back and must be the same kernel. Errors: failed, one is not;
  /// environment, Python's parser.
  Result<std::vector<RowTexts>> of(std::vector<RowTexts> rows);

 private:
  Result<std::vector<Module>> read(const std::vector<std::string> &sources, const std::vector<RowTexts> &rows);
  Result<std::vector<RowTexts>> augmented(const std::vector<RowTexts> &rows, const AugmentationRow &how,
                                          const std::vector<Module> &modules);
  Status rename(RowTexts &texts, const Module &module, uint64_t seed);

  PythonParser parser_;
  std::unique_ptr<Builder> builder_;
  std::set<Augmentation> wanted_;
};

/// A kept row and its texts of these forms.
Result<RowTexts> textsOf(SetView &view, const Row &row, const std::set<Form> &forms);

}  // namespace mlir_rl::kernel
