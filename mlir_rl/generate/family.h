#pragma once

/// \file
/// Families of programs. One row in `families.cc` declares one; `--operations`, help, documentation and statistics
/// come from the rows.

#include <span>
#include <string>
#include <vector>

#include "mlir_rl/generate/builder.h"
#include "mlir_rl/generate/sampler.h"

namespace mlir_rl {

enum class FamilyKind {
  single,  ///< one operation: shape families tell training from test
  chain,   ///< 2 to 8 operations in a random order
  block,   ///< operations in an order that networks have
};

struct Family {
  const char *name;
  FamilyKind kind;
  const char *about;  ///< a phrase for the reference
  /// What the program returns; nothing when the extents drawn do not fit each other, other ones are drawn then.
  std::vector<Value> (*build)(Builder &, Sampler &);
};

std::span<const Family> families();
const Family *findFamily(const std::string &name);
std::vector<std::string> familyNames();
const char *nameOf(FamilyKind kind);

/// "| family | kind | what |": a table in Markdown.
std::string familiesMarkdown();

}  // namespace mlir_rl
