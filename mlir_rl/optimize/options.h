#pragma once

/// \file
/// What a user can ask of an optimisation.

#include <string>
#include <vector>

#include "mlir_rl/program/convolution_form.h"
#include "mlir_rl/support/options.h"

namespace mlir_rl {

/// --convolutions, for every command that prepares a program.
Option convolutionsRow(std::string &form);

struct OptimizeOptions {
  int64_t trials = 64;
  double time = 0;
  bool noMeasure = false;
  int threads = 1;
  std::string entry;
  std::string targetCpu = "native";
  std::string convolutions = "direct";
  std::string inputs;
  std::vector<std::string> inputRange;
  std::string policy = "default";
  std::string search = "policy";
  uint64_t seed = 0;
  std::string store;
  bool noStore = false;
  int workers = 0;

  /// The rows: flags, JSON keys and documentation come from here.
  std::vector<Option> rows();
  /// Of them, those about input values.
  std::vector<Option> inputRows();
  /// Whether a policy is asked for, and may be. The one that comes with mlir-rl was trained on one thread of the CPU it
  /// ran on. It sees threads in choices and observations, so on more of them it proposes what is measured then. For
  /// another CPU, and for threads unmeasured, `default` stands for none: only who names a policy gets one.
  bool hasPolicy() const;
  /// What the user should know of the policy that he did not name; empty where it is at home.
  std::string noteOnPolicy() const;
  /// The form that is asked for; its name was checked when it was read.
  ConvolutionForm convolutionForm() const { return findConvolutionForm(convolutions).value(); }
};

}  // namespace mlir_rl
