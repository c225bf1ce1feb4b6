#include "mlir_rl/kernel_set/records.h"

#include <algorithm>
#include <array>

#include "mlir_rl/kernel_set/row_json.h"

namespace mlir_rl::kernel {

static constexpr std::array kTasks = {
    TaskRow{"translate", "Python to each form"},
    TaskRow{"optimise", "LLVM IR as translated to LLVM IR after O2, and after O3"},
    TaskRow{"decompile", "assembly, and LLVM IR after O2, to Python"},
};

std::span<const TaskRow> tasks() { return kTasks; }

const TaskRow *findTask(std::string_view name) {
  const auto *row = std::find_if(kTasks.begin(), kTasks.end(), [&](const TaskRow &t) { return t.name == name; });
  return row == kTasks.end() ? nullptr : row;
}

/// Id, family, split and how it is written: at the end of every record.
static void addOrigin(Record &record, const RowTexts &texts) {
  record["id"] = idText(texts.row.id);
  record["family"] = texts.row.family;
  record["split"] = splitName(splitOf(texts.row.hashes.blanked));
  record["augmentation"] = texts.augmentation;
}

std::vector<Record> pairRecords(const RowTexts &texts) {
  std::vector<Record> records;
  for (const auto &[form, text] : texts.forms) {
    Record record = {{"python_source", texts.python},
                     {"ir_code", text},
                     {"kernel_name", texts.row.kernel},
                     {"backend", backendName(rowOf(form).backend)},
                     {"form", rowOf(form).name}};
    addOrigin(record, texts);
    records.push_back(std::move(record));
  }
  return records;
}

Record wholeRecord(const RowTexts &texts) {
  Record record = {{"python_source", texts.python}, {"kernel_name", texts.row.kernel}};
  addOrigin(record, texts);
  Record forms = Record::object(), missing = Record::object();
  for (const auto &[form, text] : texts.forms) forms[rowOf(form).name] = text;
  for (const auto &[form, facts] : texts.row.forms)
    if (!facts.reason.empty()) missing[rowOf(form).name] = facts.reason;
  record["forms"] = forms;
  record["missing"] = missing;
  nlohmann::json row = toJson(texts.row);
  for (const char *key : {"hashes", "variants", "instructions", "uses", "runs"}) record[key] = row[key];
  return record;
}

std::vector<TaskSides> taskSides(std::string_view task, const std::set<Form> &forms) {
  std::vector<TaskSides> sides;
  for (Form form : forms) {
    bool optimised = form == Form::llvmO2 || form == Form::llvmO3;
    bool compiled = form == Form::assembly || form == Form::llvmO2;
    if (task == "translate") sides.push_back({std::nullopt, form});
    if (task == "optimise" && optimised && forms.contains(Form::llvmO0)) sides.push_back({Form::llvmO0, form});
    if (task == "decompile" && compiled) sides.push_back({form, std::nullopt});
  }
  return sides;
}

const char *sideName(std::optional<Form> side) { return side ? rowOf(*side).name : "python"; }

std::vector<Record> taskRecords(const RowTexts &texts, std::string_view task) {
  std::set<Form> forms;
  for (const auto &[form, text] : texts.forms) forms.insert(form);
  auto textOf = [&](std::optional<Form> side) { return side ? texts.forms.at(*side) : texts.python; };
  std::vector<Record> records;
  for (const TaskSides &sides : taskSides(task, forms)) {
    Record record = {{"source", textOf(sides.source)},
                     {"target", textOf(sides.target)},
                     {"source_form", sideName(sides.source)},
                     {"target_form", sideName(sides.target)},
                     {"task", std::string(task)},
                     {"kernel_name", texts.row.kernel}};
    addOrigin(record, texts);
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace mlir_rl::kernel
