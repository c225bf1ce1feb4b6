#include "mlir_rl/database/schema.h"

namespace mlir_rl {
namespace {

auto unusable(const Database &database, const std::string &why, const std::string &instead) {
  return badEnvironment(database.name() + " " + why + "; " + instead + "name another file " +
                        database.words().elsewhere);
}

Status checkOwner(Database &database, const Schema &schema) {
  Result<int64_t> owner = database.number("PRAGMA application_id");
  if (!owner) return tl::unexpected(owner.error());
  if (*owner != schema.application) return unusable(database, "is a database of another program", "");
  return {};
}

Status checkVersion(Database &database, const Schema &schema) {
  Result<int64_t> version = database.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (*version > schema.version)
    return unusable(database,
                    "was made by a newer mlir-rl (schema " + std::to_string(*version) + ", this program knows " +
                        std::to_string(schema.version) + ")",
                    "update this program, or ");
  if (*version < 1)
    return unusable(database, "has schema " + std::to_string(*version) + ", which no mlir-rl has written", "");
  return {};
}

/// Several processes may find the file empty at the same time: who gets the lock makes the tables, once.
Status create(Database &database, const Schema &schema) {
  Transaction transaction(database);
  if (Status begun = transaction.begin(); !begun) return begun;
  Result<int64_t> tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables > 0) return {};
  Status made =
      database.run(std::string(schema.tables) + "PRAGMA application_id = " + std::to_string(schema.application) +
                   "; PRAGMA user_version = " + std::to_string(schema.version));
  if (!made) return made;
  return transaction.commit();
}

}  // namespace

Status prepareSchema(Database &database, const Schema &schema) {
  Result<int64_t> tables = database.number("SELECT count(*) FROM sqlite_master");
  if (!tables) return tl::unexpected(tables.error());
  if (*tables == 0)
    if (Status created = create(database, schema); !created) return created;
  if (Status owner = checkOwner(database, schema); !owner) return owner;
  if (Status version = checkVersion(database, schema); !version) return version;
  // A write-ahead log: readers and the writer do not wait for each other. A file system without shared memory keeps
  // the older journal, which is as safe. FULL: recorded means on the disk, also when the power goes.
  return database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
}

}  // namespace mlir_rl
