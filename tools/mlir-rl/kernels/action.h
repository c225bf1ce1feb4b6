#pragma once

/// \file
/// The actions of `mlir-rl kernels`: one file tools/mlir-rl/kernels/NAME.cc with `Status NAMEKernels(...)`, and one
/// line in kernels.cc.

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel/form.h"
#include "mlir_rl/kernel_set/pool.h"
#include "mlir_rl/kernel_set/uniqueness.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// What the user gave, for whichever action.
struct KernelsOptions {
  std::string action;
  std::string target;  ///< DIR, ID or FILE.py
  std::string out;     ///< folder, of lower a file
  int64_t count = 1000;
  uint64_t seed = 0;
  std::vector<std::string> families, forms, augment;
  std::string shard = "0/1", kernel, form, format = "json", task, xz, python, libdevice, with;
  int quota = kernel::kBlankedQuota;
  int jobs = 1;
  int64_t sample = 0;
  double seconds = 20;
  int64_t memory = 4096;  ///< MiB

  std::vector<Option> rows();
  /// The forms of --forms, without it those that a set has by default.
  std::set<kernel::Form> formSet() const;
  kernel::PoolOptions pool() const;
};

struct KernelsAction {
  const char *name;
  const char *target;  ///< what the second argument is: "DIR", "ID"; "" when there is none
  const char *taken;   ///< names of the options it takes, with a space after each
  const char *about;
  Status (*run)(const KernelsOptions &options, const Context &context);
};

/// The text on standard output.
void printText(const std::string &text);
/// One line of JSON on standard output.
void printJson(const nlohmann::json &value);

}  // namespace mlir_rl
