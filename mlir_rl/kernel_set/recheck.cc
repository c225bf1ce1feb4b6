#include "mlir_rl/kernel_set/recheck.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/row_json.h"

namespace mlir_rl::kernel {

namespace {

Status checkVersions(const SetHeader &stored, const RowSource &source) {
  SetHeader now = stored;
  now.generator = source.maker()->version();
  now.builder = source.builder()->version();
  std::string other = differences(stored, now, false);
  return other.empty() ? Status() : badUsage("the set was made by " + other + ", whose rows this program cannot make");
}

/// Where two rows differ: "/forms/ptx/hash: "a" is now "b"".
std::string difference(const Row &stored, const Row &made) {
  nlohmann::json before = toJson(stored), after = toJson(made);
  for (const nlohmann::json &change : nlohmann::json::diff(before, after)) {
    nlohmann::json::json_pointer place(change.at("path").get<std::string>());
    std::string was = before.contains(place) ? before.at(place).dump() : "nothing";
    std::string is = after.contains(place) ? after.at(place).dump() : "nothing";
    return place.to_string() + ": " + was.substr(0, 200) + " is now " + is.substr(0, 200);
  }
  return "";
}

/// Texts are known by their hashes; what is stored under a hash must have it.
std::string damagedText(SetView &view, const Row &row) {
  std::vector<TextFacts> all = {row.python};
  for (const auto &[form, facts] : row.forms) all.push_back(facts.text);
  for (const TextFacts &facts : all) {
    if (facts.hash.empty()) continue;
    Result<std::string> text = view.text(row.id.index, facts.hash);
    if (!text) return text.error().message;
    if (factsOf(*text) != facts) return "stored text " + facts.hash + " is another";
  }
  return "";
}

}  // namespace

Result<RecheckReport> recheck(SetView &view, const RowSource &source, const RecheckOptions &options,
                              const std::function<void(const RecheckReport &)> &show,
                              const std::function<bool()> &stop) {
  if (Status same = checkVersions(view.header(), source); !same) return tl::unexpected(same.error());
  Result<std::map<int64_t, Row>> chosen = view.spread(options.sample);
  if (!chosen) return tl::unexpected(chosen.error());
  std::vector<int64_t> indices;
  for (const auto &[index, row] : *chosen) indices.push_back(index);
  const SetOptions &set = view.header().options;
  std::unique_ptr<Maker> maker = source.maker();
  RecheckReport report;
  auto take = [&](const ItemResult &result) -> Status {
    const Row &stored = chosen->at(result.item);
    Result<PackedRow> made = rowOf(result, set.seed, *maker);
    if (!made) return tl::unexpected(made.error());
    if (stored.state == RowState::duplicate && made->row.state == RowState::kept)
      reduceToDuplicate(made->row, stored.message);
    std::string what = difference(stored, made->row);
    if (what.empty()) what = damagedText(view, stored);
    if (!what.empty()) report.disagreements.push_back({idText(stored.id), what});
    ++report.checked;
    return {};
  };
  auto idle = [&] {
    show(report);
    return stop();
  };
  Status ran = runPool(indices, options.pool, rowWork(source, set.seed, set.forms), take, idle);
  if (!ran) return tl::unexpected(ran.error());
  return report;
}

}  // namespace mlir_rl::kernel
