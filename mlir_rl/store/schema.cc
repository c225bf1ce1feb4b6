#include "mlir_rl/store/schema.h"

namespace mlir_rl {
namespace {

constexpr int64_t kApplicationId = 0x6d6c726c;  // "mlrl"

constexpr const char *kTables = R"sql(
CREATE TABLE records (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  name TEXT NOT NULL,
  machine TEXT NOT NULL,
  threads INTEGER NOT NULL,
  project TEXT NOT NULL,
  llvm TEXT NOT NULL,
  schedule TEXT NOT NULL,
  pipeline TEXT NOT NULL,
  median_seconds REAL NOT NULL,
  spread REAL NOT NULL,
  unscheduled_seconds REAL NOT NULL,
  verified INTEGER NOT NULL,
  samples TEXT NOT NULL,
  seed INTEGER NOT NULL,
  unix_time INTEGER NOT NULL,
  digest TEXT NOT NULL UNIQUE
);
CREATE INDEX records_by_key ON records (program, machine, threads);
)sql";

Status checkOwner(Database &database) {
  Result<int64_t> owner = database.number("PRAGMA application_id");
  if (!owner) return tl::unexpected(owner.error());
  if (*owner != kApplicationId)
    return badEnvironment("store " + database.path() +
                          " is a database of another program; name another file with --store or MLIR_RL_STORE");
  return {};
}

Status checkVersion(Database &database) {
  Result<int64_t> version = database.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version > kStoreSchema)
    return badEnvironment("store " + database.path() + " was made by a newer mlir-rl (schema " +
                          std::to_string(*version) + ", this program knows " + std::to_string(kStoreSchema) +
                          "); update this program, or name another file with --store or MLIR_RL_STORE");
  if (*version < 1)
    return badEnvironment("store " + database.path() + " has schema " + std::to_string(*version) +
                          ", which no mlir-rl has written; name another file with --store or MLIR_RL_STORE");
  return {};
}

/// Several processes may find the file empty at the same time: who gets the lock makes the tables, once.
Status create(Database &database) {
  Transaction transaction(database);
  if (Status begun = transaction.begin(); !begun) return begun;
  Result<int64_t> tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables > 0) return {};
  Status made = database.run(std::string(kTables) + "PRAGMA application_id = " + std::to_string(kApplicationId) +
                             "; PRAGMA user_version = " + std::to_string(kStoreSchema));
  if (!made) return made;
  return transaction.commit();
}

}  // namespace

Status prepareSchema(Database &database) {
  Result<int64_t> tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables == 0)
    if (Status created = create(database); !created) return created;
  if (Status owner = checkOwner(database); !owner) return owner;
  if (Status version = checkVersion(database); !version) return version;
  // A write-ahead log: readers and the writer do not wait for each other. A file system without shared memory keeps
  // the older journal, which is as safe. FULL: recorded means on the disk, also when the power goes.
  return database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

}  // namespace mlir_rl
