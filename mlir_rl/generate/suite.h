#pragma once

/// \file
/// Suites: programs with fixed extents, taken from networks. A row in `suites/` declares one program; names, what is
/// written and what is tested come from the rows.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "mlir_rl/generate/builder.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct SuiteProgram {
  std::string name;    ///< of the file, without .mlir
  std::string origin;  ///< the layer that it is
  std::function<std::vector<Value>(Builder &)> build;
};

struct Suite {
  const char *name;
  const char *about;
  std::vector<SuiteProgram> (*programs)();
};

std::span<const Suite> suites();
/// Error (usage): no suite of this name; the message has those there are.
Result<Suite> findSuite(const std::string &name);

struct SuiteItem {
  std::string name, origin;
  std::string text;                ///< as MLIR prints it
  std::vector<std::string> tasks;  ///< their hashes
  double flops = 0, bytes = 0;     ///< of the tasks, calls counted
};

/// Error (failed): a row of ours makes no valid program.
Result<SuiteItem> makeItem(const SuiteProgram &program);

/// One JSON object a program and line: name, origin, flops, bytes, tasks.
std::string suiteManifest(const std::vector<SuiteItem> &items);

}  // namespace mlir_rl
