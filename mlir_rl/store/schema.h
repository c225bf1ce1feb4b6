#pragma once

/// \file
/// The tables of the store and the version they are in.

#include "mlir_rl/store/database.h"

namespace mlir_rl {

/// Kept in the file's user_version. A change of the tables raises it and brings a migration.
inline constexpr int kStoreSchema = 1;

/// The columns of a record, in the order in which readRecord() and bindRecord() go.
inline constexpr const char *kRecordColumns =
    "program, name, machine, threads, project, llvm, schedule, pipeline, median_seconds, spread, "
    "unscheduled_seconds, verified, samples, seed, unix_time";

/// Makes the tables of an empty file; checks those of another. Errors (environment): see Store::open.
Status prepareSchema(Database &database);

}  // namespace mlir_rl
