#pragma once

/// \file
/// What a thread's own element has to do with: columns of a sparse matrix' row, neighbours in a graph, particles that
/// are near; from compressed rows, from a table of fixed width, or all that there are.

#include "mlir_rl/kernel_make/compressed_rows.h"

namespace mlir_rl::kernel::make {

struct Partners {
  enum Manner : uint8_t {
    all,
    table,  ///< indices[own, k]
    lists,  ///< entries between two offsets
  } manner = all;
  int own = kNone, others = kNone;  ///< extents: of those that have partners, of what partners are numbers of
  int width = kNone;                ///< of a table: an extent
  Value indices;                    ///< of a table
  CompressedRows rows;              ///< of lists
};

/// What the arrays are called.
struct PartnerNames {
  std::string offsets, indices;
};

/// `most`: of lists all entries, of a table those of one.
Partners addPartners(Maker &m, Partners::Manner manner, int own, int others, int most, const PartnerNames &names);
/// A new input with a value for each entry.
Value addBeside(Maker &m, const Partners &partners, const Type &element, const std::string &hint);
/// The most that one has.
int mostPartners(const Maker &m, const Partners &partners);
/// How many this one has.
Value countOf(Maker &m, const Partners &partners, const Value &own);

/// The loop over them; the body gets the other's number, and where its entry is in arrays beside.
void forPartners(Maker &m, const Partners &partners, const Value &own,
                 const std::function<void(const Value &other, const Values &entry)> &body);

}  // namespace mlir_rl::kernel::make
