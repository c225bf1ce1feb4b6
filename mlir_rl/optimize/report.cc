#include "mlir_rl/optimize/report.h"

#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/program/convolution_form.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

using nlohmann::json;

const char *nameOf(Choice choice) {
  switch (choice) {
    case Choice::unscheduled:
      return "unscheduled";
    case Choice::rules:
      return "default";
    case Choice::found:
      return "found";
  }
  return "";
}

const Measurement &OptimizeReport::chosen() const {
  return choice == Choice::unscheduled ? unscheduled : choice == Choice::rules ? rules : best;
}

std::vector<TaskSchedule> OptimizeReport::chosenSchedules() const {
  std::vector<TaskSchedule> schedules;
  if (choice == Choice::unscheduled) return schedules;
  for (const TaskReport &task : tasks)
    schedules.push_back({task.hash, choice == Choice::rules ? task.rules : task.best});
  return schedules;
}

double OptimizeReport::speedup() const { return chosenSeconds() > 0 ? unscheduled.median / chosenSeconds() : 0; }

/// Times that were never measured are null, not zero.
static json secondsOf(double seconds) { return seconds > 0 ? json(seconds) : json(nullptr); }

static json toJson(const TaskReport &task) {
  return {{"task", task.hash},
          {"count", task.count},
          {"flops", task.flops},
          {"schedule", printSchedule(task.best)},
          {"default_schedule", printSchedule(task.rules)},
          {"default_seconds", secondsOf(task.rulesSeconds)},
          {"best_seconds", secondsOf(task.bestSeconds)},
          {"measured", task.measured}};
}

json toJson(const OptimizeReport &r) {
  json tasks = json::array();
  for (const TaskReport &task : r.tasks) tasks.push_back(toJson(task));
  return {{"input", r.input},
          {"policy", r.policy.empty() ? json(nullptr) : json(r.policy)},
          {"convolutions", r.convolutions},
          {"threads", r.threads},
          {"trials", r.trials},
          {"measured_anything", r.measuredAnything},
          {"verified", r.verified},
          {"chosen", nameOf(r.choice)},
          {"unscheduled_seconds", secondsOf(r.unscheduled.median)},
          {"default_seconds", secondsOf(r.rules.median)},
          {"best_seconds", secondsOf(r.chosenSeconds())},
          {"best_spread", r.measuredAnything ? json(r.chosen().spread) : json(nullptr)},
          {"speedup_over_unscheduled", secondsOf(r.speedup())},
          {"max_error", r.measuredAnything ? json(r.chosen().maxError) : json(nullptr)},
          {"flops", r.flops},
          {"bytes", r.bytes},
          {"fraction_of_peak", secondsOf(r.fractionOfPeak)},
          {"fraction_of_roof", secondsOf(r.fractionOfRoof)},
          {"bound_by", r.memoryBound ? "memory" : "compute"},
          {"workspace_bytes", r.chosen().workspaceBytes},
          {"candidates", {{"measured", r.measured}, {"failed", r.failed}}},
          {"wall_seconds", r.wallSeconds},
          {"schedule", printSchedules(r.chosenSchedules())},
          {"tasks", tasks},
          {"notes", r.notes}};
}

static std::string throughput(const OptimizeReport &r, double seconds) {
  if (seconds <= 0) return "-";
  return r.memoryBound ? formatFixed(r.bytes / seconds / 1e9, 1) + " GB/s"
                       : formatFixed(r.flops / seconds / 1e9, 1) + " GFLOP/s";
}

static std::string judged(const OptimizeReport &r, const Measurement &m, bool reference) {
  if (!r.measuredAnything) return "not run";
  if (reference) return "reference";
  return m.outcome == Outcome::ok ? "yes" : "NO";
}

std::string tableText(const OptimizeReport &r) {
  using enum Table::Align;
  Table table({{"", left}, {"time"}, {"spread"}, {"rate"}, {"of roof"}, {"speed-up"}, {"verified", left}});
  double roof = r.fractionOfRoof * r.chosenSeconds();
  auto row = [&](const char *name, const Measurement &m, bool reference) {
    bool known = m.median > 0;
    table.addRow({name, formatSeconds(m.median), known ? "±" + formatFixed(50 * m.spread, 1) + " %" : "-",
                  throughput(r, m.median), known && roof > 0 ? formatFixed(100 * roof / m.median, 0) + " %" : "-",
                  known ? formatFixed(r.unscheduled.median / m.median, 1) + "x" : "-", judged(r, m, reference)});
  };
  row("unscheduled", r.unscheduled, true);
  row("default", r.rules, false);
  row("best found", r.best, false);
  std::string text = table.text() + "\nchosen: " + nameOf(r.choice) + "\n";
  if (!r.policy.empty()) text += "policy: " + r.policy + "\n";
  if (r.convolutions != nameOf(ConvolutionForm::direct)) text += "convolutions: " + r.convolutions + "\n";
  std::vector<TaskSchedule> schedules = r.chosenSchedules();
  for (size_t i = 0; i < schedules.size(); ++i) {
    text += "task " + schedules[i].task + ": " + printSchedule(schedules[i].schedule);
    text += r.tasks[i].count > 1 ? "  # called " + std::to_string(r.tasks[i].count) + " times\n" : "\n";
  }
  for (const std::string &note : r.notes) text += "note: " + note + "\n";
  return text;
}

}  // namespace mlir_rl
