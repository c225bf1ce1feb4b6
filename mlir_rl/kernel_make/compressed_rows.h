#pragma once

/// \file
/// Lists of entries in compressed rows: an array of offsets, which rises from 0 to the number of entries, and arrays of
/// entries. What sparse matrices and graphs are kept in.

#include "mlir_rl/kernel_make/reads.h"

namespace mlir_rl::kernel::make {

struct CompressedRows {
  Value offsets;
  int entries = kNone;  ///< extent
  Value columns;        ///< of each entry an index below an extent
};
/// Offsets of rows into so many entries; both are extents.
Value addOffsets(Maker &m, int rows, int entries, const std::string &hint);
/// `rows` and `columns` are extents; at most `most` entries.
CompressedRows addRows(Maker &m, int rows, int columns, int most, const std::string &offsets,
                       const std::string &indices);

/// The loop over the entries of a row; the body gets the entry's number.
void forEntries(Maker &m, const CompressedRows &rows, const Value &row, const std::function<void(const Value &)> &body);
/// The row that an entry is in, found in the offsets.
Value rowOfEntry(Maker &m, const Value &offsets, int rows, const Value &entry);
/// How many entries the row has.
Value entriesIn(Maker &m, const CompressedRows &rows, const Value &row);

}  // namespace mlir_rl::kernel::make
