#include "mlir_rl/kernel_set/stats.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_set>

#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

namespace {

int64_t median(std::vector<int64_t> &values) {
  if (values.empty()) return 0;
  auto middle = values.begin() + long(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The first 16 hex digits as a number: a set of many thousands of hashes is small then.
uint64_t keyOf(const std::string &hash) { return std::strtoull(hash.substr(0, 16).c_str(), nullptr, 16); }

/// Adds up the texts of one kind.
class TextSums {
 public:
  void add(const TextFacts &facts) {
    ++stats_.rows;
    if (!known_.insert(keyOf(facts.hash)).second) return;
    ++stats_.distinct;
    stats_.bytes += facts.bytes;
    stats_.lines += facts.lines;
    stats_.tokens += facts.tokens;
    bytes_.push_back(facts.bytes);
    lines_.push_back(facts.lines);
    tokens_.push_back(facts.tokens);
  }
  void addNone() { ++stats_.without; }

  TextStats stats() {
    stats_.medianBytes = median(bytes_);
    stats_.medianLines = median(lines_);
    stats_.medianTokens = median(tokens_);
    return stats_;
  }

 private:
  TextStats stats_;
  std::unordered_set<uint64_t> known_;
  std::vector<int64_t> bytes_, lines_, tokens_;
};

/// A message without what is different in each: numbers become N, and only the first line stays.
std::string kindOf(const std::string &message) {
  std::string kind;
  for (char c : message.substr(0, message.find('\n')))
    if (!std::isdigit(uint8_t(c)))
      kind += c;
    else if (kind.empty() || kind.back() != 'N')
      kind += 'N';
  return kind;
}

bool allFinite(const Row &row) {
  for (const RunFacts &run : row.runs)
    for (const ParameterFacts &p : run.parameters)
      if (p.before != p.after && p.output.finite < 1) return false;
  return true;
}

/// Outputs of different shapes differ by themselves; only those of one shape are compared.
bool outputsDiffer(const Row &row) {
  std::map<std::pair<size_t, std::vector<int32_t>>, std::unordered_set<std::string>> seen;
  for (const RunFacts &run : row.runs)
    for (size_t p = 0; p < run.parameters.size(); ++p)
      if (run.parameters[p].before != run.parameters[p].after)
        seen[{p, run.input.parameters[p].shape}].insert(run.parameters[p].after);
  // A shape that no other input set has says nothing: then the shapes are what differs.
  bool compared = std::any_of(seen.begin(), seen.end(), [&](const auto &s) { return s.second.size() > 1; });
  return compared || seen.size() > 1;
}

class Collector {
 public:
  explicit Collector(SetStats &stats) : stats_(stats) {}

  void add(const StoredRow &stored) {
    const Row &row = stored.row;
    ++stats_.rows;
    ++stats_.states[stateName(row.state)];
    for (const auto &[stage, nanoseconds] : stored.times) stats_.stageSeconds[stage] += double(nanoseconds) * 1e-9;
    if (row.state == RowState::kept) return addKept(row);
    if (row.state == RowState::duplicate)
      ++stats_.duplicates[row.message.starts_with("equals") ? "renamed" : "quota"];
    else
      ++stats_.troubles[row.stage + ": " + kindOf(row.message)];
  }

  void finish() {
    for (const char *hash : {"exact", "renamed", "blanked", "mlir", "behaviour"})
      stats_.distinct[hash] = int64_t(hashes_[hash].size());
    stats_.python = python_.stats();
    for (auto &[form, sums] : forms_) stats_.forms[form] = sums.stats();
  }

 private:
  void addKept(const Row &row) {
    ++stats_.families[row.family];
    Split split = splitOf(row.hashes.blanked);
    ++stats_.splits[splitName(split)];
    stats_.leaks += splits_.emplace(keyOf(row.hashes.blanked), split).first->second != split;
    addHashes(row.hashes);
    addTexts(row);
    stats_.finite += allFinite(row);
    stats_.different += outputsDiffer(row);
    stats_.agreeing += !row.variants.empty();
    for (const std::string &variant : row.variants) ++stats_.variants[variant];
    addUses(row.uses);
  }

  void addHashes(const RowHashes &hashes) {
    for (const auto &[name, hash] :
         {std::pair("exact", hashes.exact), std::pair("renamed", hashes.renamed), std::pair("blanked", hashes.blanked),
          std::pair("mlir", hashes.mlir), std::pair("behaviour", hashes.behaviour)})
      if (!hash.empty()) hashes_[name].insert(keyOf(hash));
  }

  void addTexts(const Row &row) {
    python_.add(row.python);
    for (Form form : stats_.header.options.forms) {
      auto facts = row.forms.find(form);
      bool has = facts != row.forms.end() && facts->second.reason.empty();
      if (has)
        forms_[form].add(facts->second.text);
      else
        forms_[form].addNone();
    }
    auto hash = [&](Form form) {
      auto facts = row.forms.find(form);
      return facts == row.forms.end() ? std::string() : facts->second.text.hash;
    };
    std::string o0 = hash(Form::llvmO0), o2 = hash(Form::llvmO2), o3 = hash(Form::llvmO3);
    if (o0.empty() || o2.empty() || o3.empty()) return;
    ++stats_.optimised;
    stats_.differO0O2 += o0 != o2;
    stats_.differO2O3 += o2 != o3;
  }

  void addUses(const Uses &uses) {
    for (const auto &[kind, words] :
         {std::pair("builtins", &uses.builtins), std::pair("scalars", &uses.scalars), std::pair("shapes", &uses.shapes),
          std::pair("statements", &uses.statements), std::pair("expressions", &uses.expressions)})
      for (const std::string &word : *words) ++stats_.uses[kind][word];
  }

  SetStats &stats_;
  std::unordered_map<uint64_t, Split> splits_;
  std::map<std::string, std::unordered_set<uint64_t>> hashes_;
  TextSums python_;
  std::map<Form, TextSums> forms_;
};

/// What needs the texts themselves.
Status addText(SetView &view, const Row &row, const StatsOptions &options, NearDuplicates &near, XzCounter &xz) {
  Result<std::string> python = view.text(row.id.index, row.python.hash);
  if (!python) return tl::unexpected(python.error());
  near.add(*python, splitOf(row.hashes.blanked));
  if (!options.xz) return {};
  xz.add(*python);
  auto facts = row.forms.find(*options.xz);
  if (facts == row.forms.end() || facts->second.text.hash.empty()) return {};
  Result<std::string> text = view.text(row.id.index, facts->second.text.hash);
  if (text) xz.add(*text);
  return text ? Status() : tl::unexpected(text.error());
}

}  // namespace

Result<SetStats> statsOf(SetView &view, const StatsOptions &options, const std::function<bool()> &stop) {
  SetStats stats = {.header = view.header(), .missing = view.missing()};
  Collector collector(stats);
  NearDuplicates near;
  XzCounter xz;
  Status visited = view.each([&](const StoredRow &stored) -> Status {
    if (stop()) return failed("interrupted");
    collector.add(stored);
    return stored.row.state == RowState::kept ? addText(view, stored.row, options, near, xz) : Status();
  });
  if (!visited) return tl::unexpected(visited.error());
  collector.finish();
  stats.near = near.report();
  if (options.xz) {
    stats.xz = xz.finish();
    stats.xzForm = kernel::rowOf(*options.xz).name;
  }
  return stats;
}

}  // namespace mlir_rl::kernel
