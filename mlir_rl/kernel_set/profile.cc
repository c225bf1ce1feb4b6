#include "mlir_rl/kernel_set/profile.h"

#include <unordered_set>

namespace mlir_rl::kernel {

namespace {

class Profiler {
 public:
  explicit Profiler(const std::set<Form> &forms) {
    for (const TaskRow &task : tasks())
      for (const TaskSides &sides : taskSides(task.name, forms)) profile_.pairs.push_back({task.name, sides, {}});
  }

  void add(const Row &row) {
    FamilyProfile &family = profile_.families[row.family];
    ++family.states[row.state];
    if (row.state != RowState::kept) return;
    addKept(row, family);
    addText(profile_.python, row.python);
    for (const auto &[form, facts] : row.forms) addForm(form, facts);
    for (PairLengths &pair : profile_.pairs) addPair(pair, row);
  }

  SetProfile take() {
    for (auto &[name, family] : profile_.families) family.structures = int64_t(structures_[name].size());
    return std::move(profile_);
  }

 private:
  void addKept(const Row &row, FamilyProfile &family) {
    ++family.splits[splitOf(row.hashes.blanked)];
    structures_[row.family].insert(row.hashes.blanked);
    family.lines.add(row.python.lines);
    family.tokens.add(row.python.tokens);
    family.firstOf.emplace(row.python.lines, row.id.index);
    profile_.inputs.add(int64_t(row.runs.size()));
  }

  void addForm(Form form, const FormFacts &facts) {
    addText(profile_.forms[form], facts.text);
    if (!facts.reason.empty()) ++profile_.missing[{form, facts.reason.substr(0, facts.reason.find_first_of(":\n"))}];
  }

  void addText(TextLengths &lengths, const TextFacts &text) {
    if (text.hash.empty() || !known_[&lengths].insert(text.hash).second) return;
    lengths.tokens.add(text.tokens);
    lengths.lines.add(text.lines);
  }

  /// Null when the row has no such text.
  static const TextFacts *sideOf(const Row &row, std::optional<Form> side) {
    if (!side) return &row.python;
    auto facts = row.forms.find(*side);
    return facts == row.forms.end() || facts->second.text.hash.empty() ? nullptr : &facts->second.text;
  }

  static void addPair(PairLengths &pair, const Row &row) {
    const TextFacts *source = sideOf(row, pair.sides.source), *target = sideOf(row, pair.sides.target);
    if (source && target) pair.tokens.add(source->tokens + target->tokens);
  }

  SetProfile profile_;
  std::map<const TextLengths *, std::unordered_set<std::string>> known_;
  std::map<std::string, std::unordered_set<std::string>> structures_;
};

}  // namespace

Result<SetProfile> profileOf(SetView &view, const std::function<bool()> &stop) {
  Profiler profiler(view.header().options.forms);
  Status visited = view.each([&](const StoredRow &stored) -> Status {
    if (stop()) return failed("interrupted");
    profiler.add(stored.row);
    return {};
  });
  if (!visited) return tl::unexpected(visited.error());
  return profiler.take();
}

}  // namespace mlir_rl::kernel
