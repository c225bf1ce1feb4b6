#pragma once

/// \file
/// The tables of a file and the version they are in.

#include "mlir_rl/database/database.h"

namespace mlir_rl {

struct Schema {
  int64_t application = 0;  ///< which program's file it is: SQLite's application_id
  int version = 1;          ///< kept in user_version. A change of the tables raises it and brings a migration
  const char *tables = "";  ///< statements that make them
};

/// Makes the tables of an empty file; checks those of another. Whatever is committed later is on the disk, also when
/// the power goes. Errors (environment): another program's file, a newer or unknown version; names the file and what to
/// do.
Status prepareSchema(Database &database, const Schema &schema);

}  // namespace mlir_rl
