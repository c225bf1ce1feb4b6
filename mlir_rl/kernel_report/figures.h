#pragma once

/// \file
/// Numbers as a report writes them, and tables of counts.

#include <cstdint>
#include <map>
#include <string>

#include "mlir_rl/report/report.h"

namespace mlir_rl::kernel {

/// "1,234,567".
std::string counted(int64_t count);

/// "12.3 %"; what is neither nothing nor all does not look like it: "< 0.1 %", "> 99.9 %".
std::string percentText(double share);
/// The same; "-" of nothing.
std::string shareText(int64_t part, int64_t whole);

using Counts = std::map<std::string, int64_t>;

int64_t countOf(const Counts &counts, const std::string &name);

/// Name, rows, share of `whole`; most frequent first. Beyond `most` rows (0: all are shown) one last row sums up the
/// others.
ReportTable countsTable(const std::string &title, const std::string &what, const Counts &counts, int64_t whole,
                        size_t most = 0);

/// Names, with commas between them or what else.
std::string listed(const std::vector<std::string> &names, const char *between = ", ");

}  // namespace mlir_rl::kernel
