#pragma once

/// \file
/// Tuning records in one SQLite file: whatever was recorded stays, also after kill -9.

#include <cstdint>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "mlir_rl/database/database.h"
#include "mlir_rl/store/record.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Which records; an empty text or 0 stands for any.
struct RecordFilter {
  std::string program;
  std::string machine;
  int threads = 0;
  Versions versions;
  std::string pipeline;
  bool verifiedOnly = false;
  int64_t limit = 0;  ///< the newest ones
};

struct ImportCount {
  int64_t added = 0;
  int64_t duplicates = 0;  ///< records the store had already
};

/// Any number of processes may have the same store open. One Store belongs to one thread and does not survive a fork.
class Store {
 public:
  /// Opens the file, making it and its folder when missing. Errors (environment): damaged, made by a newer version,
  /// another program's database, no permission, full disk; each names the file and what to do.
  static Result<Store> open(const std::string &path);

  /// On the disk when this returns. A record that is there already, bit by bit, is not added again.
  Status record(const Record &record);
  /// All or none.
  Status record(const std::vector<Record> &records);

  /// The fastest verified record among those `filter` lets through: of each schedule the newest record counts, so that
  /// neither an old lucky timing nor a schedule that has failed since comes out. Nothing: never recorded.
  /// `filter.pipeline` is "O3" unless given: timings of a cheaper pipeline only rank.
  Result<std::optional<Record>> best(RecordFilter filter);
  Result<std::optional<Record>> best(const std::string &program, const std::string &machine, int threads);

  /// Newest first.
  Result<std::vector<Record>> list(const RecordFilter &filter = {});
  Result<int64_t> count();

  /// One JSON object a line, oldest first. Error (environment): the stream did not take it.
  Status exportLines(std::ostream &out, const RecordFilter &filter = {});
  /// Lines as exportLines writes them; blank lines are passed over. All or nothing: an error (usage) names the line
  /// and leaves the store as it was.
  Result<ImportCount> importLines(std::istream &in);

  const std::string &path() const { return database_.path(); }

 private:
  explicit Store(Database database) : database_(std::move(database)) {}
  Database database_;
};

/// $MLIR_RL_STORE, else $XDG_DATA_HOME/mlir-rl/records.db, else ~/.local/share/mlir-rl/records.db.
/// Error (environment): there is no home.
Result<std::string> defaultStorePath();

}  // namespace mlir_rl
