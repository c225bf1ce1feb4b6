#pragma once

/// \file
/// The rows that a report shows whole.

#include "mlir_rl/kernel_set/profile.h"

namespace mlir_rl::kernel {

/// Indices of up to three kept rows of different families: a short, a usual and a long one, by where the lines of their
/// Python texts stand among all.
std::vector<int64_t> sampleIndices(const SetProfile &profile);

/// Up to three of the forms that the row has a text of: one as built, one optimised, one for a GPU, if there are any.
std::set<Form> sampleForms(const Row &row);

/// Those rows with the texts of those forms. Errors: as the view's.
Result<std::vector<RowTexts>> samplesOf(SetView &view, const SetProfile &profile);

}  // namespace mlir_rl::kernel
