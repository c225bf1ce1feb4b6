#pragma once

/// \file
/// What a child does that makes rows.

#include "mlir_rl/kernel_set/packed.h"
#include "mlir_rl/kernel_set/pipeline.h"
#include "mlir_rl/kernel_set/pool.h"

namespace mlir_rl::kernel {

/// Where rows come from. Makers and builders are made in the child, each time anew.
struct RowSource {
  std::function<std::unique_ptr<Maker>()> maker;
  std::function<std::unique_ptr<Builder>()> builder;
  PythonPlace python;
};

/// Items are indices, results are what bytesOf(PackedRow) gives.
MakeWork rowWork(const RowSource &source, uint64_t seed, const std::set<Form> &forms);

/// The row of an item, also of one that its child did not survive: then its source is made here, unless that is what
/// the child died of.
Result<PackedRow> rowOf(const ItemResult &result, uint64_t seed, Maker &maker);

}  // namespace mlir_rl::kernel
