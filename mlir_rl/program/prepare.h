#pragma once

/// \file
/// Program -> the form that is scheduled, and its tasks. Deterministic: part of what is emitted.

#include <vector>

#include "mlir_rl/flow/op_summary.h"
#include "mlir_rl/program/convolution_form.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {

struct Task {
  TaskSummary summary;     ///< count: calls in the program
  std::string moduleText;  ///< the task's function alone, public, as the entry of a module
};

struct Prepared {
  Program program;  ///< functions on memrefs: the entry calls the tasks
  std::vector<Task> tasks;
};

/// Simplifies, outlines, summarises; before that, brings convolutions into `form` where it suits them. Errors: failed,
/// with MLIR's diagnostics.
Result<Prepared> prepare(const Program &program, ConvolutionForm form = ConvolutionForm::direct);

/// The raw program with outputs in place and no other preparation: what "unscheduled" compiles.
Result<Program> outputsInPlace(const Program &program);

/// The tasks of a module that is in prepared form already.
std::vector<Task> tasksOf(const Program &prepared);

/// A module in prepared form, from text.
Result<Program> parsePrepared(std::string_view text, const std::string &name, const std::string &entry);

}  // namespace mlir_rl
