#pragma once

/// \file
/// What a set is: equal options and versions give equal rows.

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel/form.h"
#include "mlir_rl/kernel_set/maker.h"
#include "mlir_rl/kernel_set/uniqueness.h"

namespace mlir_rl::kernel {

/// The set's rows and what they mean; a change that other programs notice raises it.
inline constexpr int kSetSchema = 1;

/// Those of a set when none are named: all that need nothing beside this program.
std::set<Form> defaultForms();

struct SetOptions {
  uint64_t seed = 0;
  std::vector<std::string> families;  ///< only these; empty: all
  std::set<Form> forms = defaultForms();
  int quota = kBlankedQuota;
  int shard = 0, shards = 1;  ///< the indices with index % shards == shard
};

/// Options and versions as a set keeps them.
struct SetHeader {
  SetOptions options;
  int generator = 0;    ///< Maker::version()
  std::string builder;  ///< Builder::version()
  std::string project;  ///< of this program; rows do not depend on it
};

nlohmann::json toJson(const SetHeader &header);
/// Error (usage): not what toJson() writes.
Result<SetHeader> headerFromJson(const nlohmann::json &object);

/// What differs, in words: "--seed 3 instead of 4, ..."; "" when rows would be the same. `ofShards`: whether shard
/// counts.
std::string differences(const SetHeader &stored, const SetHeader &wanted, bool ofShards);

/// The first `count` indices of the families wanted, of those the shard's; in rising order.
std::vector<int64_t> indicesOf(const SetOptions &options, int64_t count, const Maker &maker);

/// DIR/kernels-0-of-1.db.
std::string shardPath(const std::string &folder, int shard, int shards);

}  // namespace mlir_rl::kernel
