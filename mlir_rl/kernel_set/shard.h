#pragma once

/// \file
/// Rows of a set, or of one of its shards, in one SQLite file. Texts are kept once, by their hashes. What add() took is
/// there also after kill -9 and on a full disk.

#include <memory>
#include <optional>

#include "mlir_rl/database/database.h"
#include "mlir_rl/kernel_set/packed.h"
#include "mlir_rl/kernel_set/set_options.h"

namespace mlir_rl::kernel {

struct StoredRow {
  Row row;
  StageTimes times;
};

/// Belongs to one thread, and to one process.
class Shard {
 public:
  /// Opens the file to go on, making it and its folder when missing. Errors: usage, it holds a set with other options
  /// or of other versions, and says what differs; environment, as every database.
  static Result<Shard> open(const std::string &path, const SetHeader &header);
  /// Opens a file that is there. Errors: usage, there is none; the others of open().
  static Result<Shard> read(const std::string &path);

  const SetHeader &header() const { return header_; }
  const std::string &path() const { return database_.path(); }

  /// All rows or none; gives how many of each state. A kept row that Uniqueness refuses is added as a duplicate. Rows
  /// come in rising order of their indices, and none after an error.
  Result<std::map<std::string, int64_t>> add(std::vector<PackedRow> rows);
  /// Highest index that is there; -1: none.
  Result<int64_t> lastIndex();
  Result<int64_t> rows();
  Result<std::optional<StoredRow>> row(int64_t index);
  Result<std::string> text(const std::string &hash);

 private:
  friend class RowCursor;
  explicit Shard(Database database) : database_(std::move(database)) {}
  static Result<Shard> openFile(const std::string &path);
  Result<std::string> storedHeader();
  Status prepareHeader(const SetHeader &header);
  Status readHeader(const std::string &text);
  Status loadUniqueness();
  void judge(Row &row);
  Status insertTexts(const PackedRow &row);
  Status insertRow(const PackedRow &row);

  Database database_;
  SetHeader header_;
  Uniqueness uniqueness_;
};

/// The rows of a shard in the order of their indices, one after the other.
class RowCursor {
 public:
  explicit RowCursor(Shard &shard);
  /// Nothing after the last one.
  Result<std::optional<StoredRow>> next();

 private:
  Shard &shard_;
  std::unique_ptr<Statement> statement_;
};

}  // namespace mlir_rl::kernel
