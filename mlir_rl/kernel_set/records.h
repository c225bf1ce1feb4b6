#pragma once

/// \file
/// What an export holds of a row: pairs as the known data sets have them, whole rows, or the two sides of a task.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel_set/record_writer.h"
#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

/// A row with its texts, as it is or written in another way.
struct RowTexts {
  Row row;
  std::string augmentation;  ///< "" as it is
  std::string python;
  std::map<Form, std::string> forms;
};

struct TaskRow {
  const char *name;
  const char *about;
};
/// translate, optimise, decompile.
std::span<const TaskRow> tasks();
const TaskRow *findTask(std::string_view name);

/// What a pair of a task is made of; no form: Python.
struct TaskSides {
  std::optional<Form> source, target;
};
/// The pairs that a kernel with these forms gives a task.
std::vector<TaskSides> taskSides(std::string_view task, const std::set<Form> &forms);
/// "python" or the form's name.
const char *sideName(std::optional<Form> side);

/// One for each form: python_source, ir_code, kernel_name, backend, form, id, family, split, augmentation.
std::vector<Record> pairRecords(const RowTexts &texts);
/// One: the same about the kernel, all forms in an object `forms`, why there are none in `missing`, hashes, input sets
/// and what was observed on them, what ran.
Record wholeRecord(const RowTexts &texts);
/// One for each pair of the task: source, target, source_form, target_form, task, and the same about the kernel.
std::vector<Record> taskRecords(const RowTexts &texts, std::string_view task);

}  // namespace mlir_rl::kernel
