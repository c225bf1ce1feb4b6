#include "mlir_rl/generate/dataset.h"

#include <algorithm>

#include "mlir_rl/support/hash.h"

namespace mlir_rl {

/// A family that gave nothing new for so many indexes in a row has no more.
static constexpr int64_t kBarren = 3000;
/// Tries for one resized variant.
static constexpr int64_t kVariants = 20;

std::vector<Option> DatasetOptions::rows() {
  std::vector<Option> all = {
      {.name = "num-samples", .value = &samples, .min = 0, .max = 10000000, .help = "Programs to train on"},
      {.name = "test-samples",
       .value = &testSamples,
       .min = -1,
       .max = 10000000,
       .help = "Programs to test with; -1: a fifth of --num-samples"},
      {.name = "validation-samples",
       .value = &validationSamples,
       .min = -1,
       .max = 10000000,
       .help = "Programs to validate with; -1: a tenth of --num-samples"},
      {.name = "operations",
       .value = &operations,
       .choices = familyNames(),
       .commas = true,
       .help = "Families to take; all when none is named"},
      {.name = "seed", .value = &seed, .help = "Other seeds give other programs"},
      {.name = "augment",
       .value = &augment,
       .min = 0,
       .max = 0.9,
       .unit = "RATIO",
       .help = "Share of the training programs that are others resized"},
  };
  for (Option &row : ranges.rows()) all.push_back(std::move(row));
  return all;
}

Status DatasetOptions::check() const { return ranges.check(); }

int64_t DatasetOptions::wanted(Split split) const {
  if (split == Split::train) return samples;
  int64_t given = split == Split::test ? testSamples : validationSamples;
  return given >= 0 ? given : samples / (split == Split::test ? 5 : 10);
}

/// In the order of the table, whatever the order of the names.
std::vector<const Family *> DatasetOptions::chosen() const {
  std::vector<const Family *> all;
  for (const Family &family : families())
    if (operations.empty() || std::find(operations.begin(), operations.end(), family.name) != operations.end())
      all.push_back(&family);
  return all;
}

namespace {

class Maker {
 public:
  Maker(const DatasetOptions &options, const HeldOut &suites, const std::function<Status(DatasetItem)> &accept,
        const std::function<bool()> &stop)
      : options_(options), suites_(suites), accept_(accept), stop_(stop) {}

  /// What is held out comes first: training gives way.
  Result<DatasetResult> run() {
    for (Split split : {Split::test, Split::validation, Split::train}) {
      if (Status ok = fill(split); !ok) return tl::unexpected(ok.error());
      takenOver_.insert(current_.begin(), current_.end());
      current_.clear();
    }
    return result_;
  }

 private:
  /// All programs, those to train on first, are dealt to the families in turns, so that few are of different families.
  Status fill(Split split) {
    int64_t first = 0;
    for (Split other : kSplits)
      if (other < split) first += options_.wanted(other);
    int64_t last = first + options_.wanted(split);
    std::vector<const Family *> chosen = options_.chosen();
    int64_t count = int64_t(chosen.size());
    for (int64_t i = 0; i < count && !result_.interrupted; ++i) {
      auto dealt = [&](int64_t programs) { return (programs + count - 1 - i) / count; };
      if (Status ok = fillFamily(*chosen[size_t(i)], split, dealt(last) - dealt(first)); !ok) return ok;
    }
    return {};
  }

  Status fillFamily(const Family &family, Split split, int64_t wanted) {
    int64_t made = 0;
    double variants = 0;
    for (int64_t index = 0, barren = 0; made < wanted && barren < kBarren; ++index, ++barren) {
      if ((result_.interrupted = stop_())) return {};
      Result<bool> taken = consider(family, {options_.seed, index, 0}, split);
      if (!taken) return tl::unexpected(taken.error());
      if (!*taken) continue;
      barren = 0;
      ++made;
      if (split == Split::train) variants += options_.augment / (1 - options_.augment);
      for (int64_t v = 1; v <= kVariants && variants >= 1 && made < wanted; ++v) {
        Result<bool> resized = consider(family, {options_.seed, index, v}, split);
        if (!resized) return tl::unexpected(resized.error());
        made += *resized;
        variants -= *resized;
      }
    }
    result_.made[split] += made;
    if (made < wanted) result_.missing[std::string(family.name) + " " + nameOf(split)] = wanted - made;
    return {};
  }

  /// Makes the program and passes it on if it belongs into the split and is new.
  Result<bool> consider(const Family &family, const ProgramId &id, Split split) {
    std::optional<GeneratedProgram> program = generateProgram(family, id, options_.ranges);
    if (!program) return refuse("beyond the limits");
    if (isElsewhere(*program, split)) return false;
    if (!met_.insert({split, hashText(program->text)}).second) return refuse("duplicate");
    Result<DatasetItem> item = examine(*program);
    if (!item) return tl::unexpected(item.error());
    const ManifestRow &row = item->row;
    if (row.tasks.empty()) return refuse("nothing to schedule");
    if (family.kind == FamilyKind::single) splits_[row.name] = row.split;
    if (row.split != split) return false;
    auto anyOf = [](const std::vector<std::string> &texts, const HeldOut &set) {
      return std::any_of(texts.begin(), texts.end(), [&](const std::string &text) { return set.contains(text); });
    };
    if (anyOf(row.tasks, suites_)) return refuse("task of a suite");
    if (anyOf(row.shapeFamilies, takenOver_)) return refuse("shape family of another split");
    if (!hashes_.insert(row.hash).second) return refuse("duplicate");
    current_.insert(row.shapeFamilies.begin(), row.shapeFamilies.end());
    if (Status ok = accept_(*std::move(item)); !ok) return tl::unexpected(ok.error());
    return true;
  }

  /// Known to be of another split without looking at its tasks.
  bool isElsewhere(const GeneratedProgram &program, Split split) const {
    if (program.family->kind != FamilyKind::single) return splitOfStructure(program.structure) != split;
    auto found = splits_.find(program.name());
    return found != splits_.end() && found->second != split;
  }

  bool refuse(const char *reason) {
    ++result_.refused[reason];
    return false;
  }

  const DatasetOptions &options_;
  const HeldOut &suites_;
  const std::function<Status(DatasetItem)> &accept_;
  const std::function<bool()> &stop_;
  DatasetResult result_;
  std::map<std::string, Split> splits_;          ///< of single operations met before
  std::set<std::pair<Split, std::string>> met_;  ///< texts looked at for a split
  std::set<std::string> hashes_;
  HeldOut takenOver_, current_;  ///< shape families of tasks: of splits that are full, of the one being filled
};

}  // namespace

Result<DatasetResult> makeDataset(const DatasetOptions &options, const HeldOut &suites,
                                  const std::function<Status(DatasetItem)> &accept, const std::function<bool()> &stop) {
  return Maker(options, suites, accept, stop).run();
}

}  // namespace mlir_rl
