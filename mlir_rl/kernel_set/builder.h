#pragma once

/// \file
/// What makes a kernel's forms, and runs those that run.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel/form.h"
#include "mlir_rl/kernel_run/run.h"

namespace mlir_rl::kernel {

/// A text, or why there is none.
struct FormText {
  std::string text;
  std::string reason;  ///< empty when there is a text
};

/// One compiled form that runs on the oracle's arguments.
struct RunnableForm {
  std::string name;  ///< "llvm-o2"
  std::function<Status(const std::vector<int32_t> &dims, std::span<const Argument> arguments)> run;
};

struct Built {
  std::map<Form, FormText> forms;      ///< one for each that was wanted
  std::vector<RunnableForm> variants;  ///< valid as long as this
};

class Builder {
 public:
  virtual ~Builder() = default;
  /// What texts depend on beside this project: "LLVM 22.1.8".
  virtual std::string version() const = 0;
  /// What it needs, so that no row waits for it. Error (environment): it is not there.
  virtual Status start() { return {}; }
  /// Of the module's one kernel. An error costs the row: a stage of a compiler refused what it should take.
  virtual Result<Built> build(const Module &module, const std::set<Form> &wanted) = 0;
};

}  // namespace mlir_rl::kernel
