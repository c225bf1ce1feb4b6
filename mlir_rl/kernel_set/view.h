#pragma once

/// \file
/// A whole set, from all its shards: rows in the order of their indices, with the rules about likeness applied to them
/// together, so that a set made in shards is the set made at once.

#include "mlir_rl/kernel_set/shard.h"

namespace mlir_rl::kernel {

class SetView {
 public:
  /// All files kernels-I-of-N.db of the folder. Errors: usage, there are none, or they are of different sets;
  /// environment, as every database.
  static Result<SetView> open(const std::string &folder);

  /// Of the first shard that is there; `shard` and `shards` mean nothing.
  const SetHeader &header() const { return shards_.front().header(); }
  /// "1/3": shards that are not there; the set is not whole then.
  const std::vector<std::string> &missing() const { return missing_; }

  /// Every row, kept or not, until `visit` fails.
  Status each(const std::function<Status(const StoredRow &)> &visit);
  Result<std::optional<StoredRow>> row(int64_t index);
  /// So many rows by index, spread evenly over the set; 0: all. `keptOnly`: of those that are kept.
  Result<std::map<int64_t, Row>> spread(int64_t wanted, bool keptOnly = false);
  /// A text of the row of this index.
  Result<std::string> text(int64_t index, const std::string &hash);
  Result<int64_t> rows();

  /// SHA-256 over all rows, what is measured left out: equal for sets that hold the same.
  Result<std::string> contentHash();

 private:
  Result<Shard *> shardOf(int64_t index);
  std::vector<Shard> shards_;
  std::vector<std::string> missing_;
};

}  // namespace mlir_rl::kernel
