#pragma once

/// \file
/// What a report shows of a set beside its statistics: how lengths are distributed, and each family by itself.

#include <functional>

#include "mlir_rl/kernel_set/lengths.h"
#include "mlir_rl/kernel_set/records.h"
#include "mlir_rl/kernel_set/view.h"

namespace mlir_rl::kernel {

/// Of the distinct texts of one kind.
struct TextLengths {
  Lengths tokens, lines;
};

/// Of the pairs that kept rows give a task.
struct PairLengths {
  std::string task;
  TaskSides sides;
  Lengths tokens;  ///< source and target together
};

struct FamilyProfile {
  std::map<RowState, int64_t> states;  ///< rows
  std::map<Split, int64_t> splits;     ///< kept rows
  int64_t structures = 0;              ///< distinct blanked hashes of kept rows
  Lengths lines, tokens;               ///< of the Python text of kept rows
  std::map<int64_t, int64_t> firstOf;  ///< lines of the Python text -> index of the first kept row with so many
};

struct SetProfile {
  TextLengths python;
  std::map<Form, TextLengths> forms;
  std::vector<PairLengths> pairs;  ///< in the order of the tasks
  std::map<std::string, FamilyProfile> families;
  std::map<std::pair<Form, std::string>, int64_t> missing;  ///< kept rows without the form, by why, up to a colon
  Lengths inputs;                                           ///< input sets of kept rows
};

/// Errors: failed, interrupted; environment, as every database.
Result<SetProfile> profileOf(SetView &view, const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
