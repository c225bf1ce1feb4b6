#pragma once

/// \file
/// A program made ready to be optimised: both forms of it, and its tasks.

#include <memory>
#include <vector>

#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/program/prepare.h"
#include "mlir_rl/schedule/script.h"

namespace mlir_rl {

/// One distinct task with what measuring it takes.
struct SubjectTask {
  std::shared_ptr<const TaskSummary> summary;
  LoadRequest load;               ///< the task's function alone, against itself unscheduled
  bool hasProgramInputs = false;  ///< its arguments are the program's: values given for those are good for it
};

struct Subject {
  Program raw;       ///< outputs in place, otherwise as written: the reference
  Program prepared;  ///< what scripts apply to
  std::vector<SubjectTask> tasks;
  LoadRequest load;  ///< the whole program, against the raw one
  double flops = 0, bytes = 0;

  std::vector<std::shared_ptr<const TaskSummary>> summaries() const;
  /// The script that gives task i `schedules[i]`.
  Result<std::string> script(const std::vector<Schedule> &schedules) const;
  /// The prepared program on buffers, after that script.
  Result<Program> transformed(const std::vector<Schedule> &schedules) const;
};

/// `form`: what convolutions become before tasks are formed; the reference stays as it is written.
Result<Subject> makeSubject(const Program &program, ConvolutionForm form = ConvolutionForm::direct);

}  // namespace mlir_rl
