#pragma once

/// \file
/// The tables of the store.

#include "mlir_rl/database/schema.h"

namespace mlir_rl {

/// The columns of a record, in the order in which readRecord() and bindRecord() go.
inline constexpr const char *kRecordColumns =
    "program, name, machine, threads, project, llvm, schedule, pipeline, median_seconds, spread, "
    "unscheduled_seconds, verified, samples, seed, unix_time";

/// Tables of tuning records.
const Schema &storeSchema();

}  // namespace mlir_rl
