#include "mlir_rl/kernel_set/view.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "mlir_rl/kernel_set/row_json.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/sha256.h"

namespace mlir_rl::kernel {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> shardFiles(const std::string &folder) {
  static const std::regex name("kernels-[0-9]+-of-[0-9]+\\.db");
  std::vector<std::string> paths;
  std::error_code none;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder, none))
    if (std::regex_match(entry.path().filename().string(), name)) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Rows of several shards in one order.
class Merged {
 public:
  explicit Merged(std::vector<Shard> &shards) {
    for (Shard &shard : shards) heads_.push_back({RowCursor(shard), std::nullopt});
  }

  Status start() {
    for (Head &head : heads_)
      if (Status status = advance(head); !status) return status;
    return {};
  }

  Result<std::optional<StoredRow>> next() {
    Head *first = nullptr;
    for (Head &head : heads_)
      if (head.row && (!first || head.row->row.id.index < first->row->row.id.index)) first = &head;
    if (!first) return std::nullopt;
    std::optional<StoredRow> row = std::move(first->row);
    if (Status status = advance(*first); !status) return tl::unexpected(status.error());
    return row;
  }

 private:
  struct Head {
    RowCursor cursor;
    std::optional<StoredRow> row;
  };

  static Status advance(Head &head) {
    Result<std::optional<StoredRow>> row = head.cursor.next();
    if (!row) return tl::unexpected(row.error());
    head.row = *std::move(row);
    return {};
  }

  std::vector<Head> heads_;
};

/// What a shard refused the whole refuses too, maybe for an earlier row of another shard.
void judge(Row &row, Uniqueness &uniqueness) {
  if (row.state != RowState::kept && row.state != RowState::duplicate) return;
  std::string why = uniqueness.admit(row.hashes.renamed, row.hashes.blanked, idText(row.id));
  if (!why.empty()) reduceToDuplicate(row, why);
}

}  // namespace

Result<SetView> SetView::open(const std::string &folder) {
  SetView view;
  std::vector<std::string> files = shardFiles(folder);
  if (files.empty()) return badUsage("no set of kernels in " + folder + "; mlir-rl kernels generate makes one");
  for (const std::string &path : files) {
    Result<Shard> shard = Shard::read(path);
    if (!shard) return tl::unexpected(shard.error());
    view.shards_.push_back(*std::move(shard));
    std::string other = differences(view.shards_.back().header(), view.header(), false);
    if (view.shards_.back().header().options.shards != view.header().options.shards) other = "another number of shards";
    if (!other.empty()) return badUsage(path + " is of another set: " + other);
  }
  for (int i = 0; i < view.header().options.shards; ++i)
    if (std::none_of(view.shards_.begin(), view.shards_.end(),
                     [&](const Shard &shard) { return shard.header().options.shard == i; }))
      view.missing_.push_back(std::to_string(i) + "/" + std::to_string(view.header().options.shards));
  return view;
}

Status SetView::each(const std::function<Status(const StoredRow &)> &visit) {
  Merged merged(shards_);
  Uniqueness uniqueness(header().options.quota);
  if (Status started = merged.start(); !started) return started;
  for (;;) {
    Result<std::optional<StoredRow>> row = merged.next();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    judge((*row)->row, uniqueness);
    if (Status visited = visit(**row); !visited) return visited;
  }
}

Result<std::map<int64_t, Row>> SetView::spread(int64_t wanted, bool keptOnly) {
  auto eachOne = [&](const std::function<void(const Row &)> &visit) {
    return each([&](const StoredRow &stored) {
      if (!keptOnly || stored.row.state == RowState::kept) visit(stored.row);
      return Status();
    });
  };
  int64_t count = 0, number = 0;
  if (Status counted = eachOne([&](const Row &) { ++count; }); !counted) return tl::unexpected(counted.error());
  wanted = wanted > 0 ? std::min(wanted, count) : count;
  std::map<int64_t, Row> chosen;
  Status visited = eachOne([&](const Row &row) {
    // The k-th of `wanted` is number k * count / wanted.
    if (int64_t(chosen.size()) * count / wanted == number++) chosen.emplace(row.id.index, row);
  });
  if (!visited) return tl::unexpected(visited.error());
  return chosen;
}

Result<Shard *> SetView::shardOf(int64_t index) {
  for (Shard &shard : shards_)
    if (index % shard.header().options.shards == shard.header().options.shard) return &shard;
  return badUsage("the shard of index " + std::to_string(index) + " is not there");
}

Result<std::optional<StoredRow>> SetView::row(int64_t index) {
  Result<Shard *> shard = shardOf(index);
  if (!shard) return tl::unexpected(shard.error());
  return (*shard)->row(index);
}

Result<std::string> SetView::text(int64_t index, const std::string &hash) {
  Result<Shard *> shard = shardOf(index);
  if (!shard) return tl::unexpected(shard.error());
  return (*shard)->text(hash);
}

Result<int64_t> SetView::rows() {
  int64_t sum = 0;
  for (Shard &shard : shards_) {
    Result<int64_t> rows = shard.rows();
    if (!rows) return rows;
    sum += *rows;
  }
  return sum;
}

Result<std::string> SetView::contentHash() {
  Sha256 hash;
  Status visited = each([&](const StoredRow &stored) -> Status {
    hash.add(jsonText(toJson(stored.row))).add("\n");
    return {};
  });
  if (!visited) return tl::unexpected(visited.error());
  return hash.text();
}

}  // namespace mlir_rl::kernel
