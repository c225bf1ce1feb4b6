#include "mlir_rl/store/schema.h"

namespace mlir_rl {
namespace {

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

}  // namespace

const Schema &storeSchema() {
  static const Schema schema = {.application = 0x6d6c726c /* "mlrl" */, .version = 1, .tables = kTables};
  return schema;
}

}  // namespace mlir_rl
