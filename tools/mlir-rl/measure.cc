#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/measure/timing.h"
#include "mlir_rl/optimize/final_round.h"
#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/optimize/user_inputs.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/measure_report.h"
#include "tools/mlir-rl/program_options.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {
namespace {

class Measure : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = program_.rows();
    rows.push_back({.name = "schedule",
                    .value = &schedules_,
                    .unit = "S",
                    .help = std::string(kScheduleHelp) + "; several are timed in turns"});
    rows.push_back({.name = "unscheduled",
                    .value = &unscheduled_,
                    .help = "Time the unscheduled program too; it and default are timed when there is no --schedule"});
    rows.push_back({.name = "cold", .value = &cold_, .help = "Empty all caches before each run"});
    for (Option &row : measuring_.inputRows()) rows.push_back(std::move(row));
    return rows;
  }

  Status run(const Context &context) override {
    Result<MeasureReport> report = measure(context);
    if (!report) return tl::unexpected(report.error());
    std::string text = context.json ? jsonText(toJson(*report)) + "\n" : textOf(*report);
    fwrite(text.data(), 1, text.size(), stdout);
    for (const MeasuredVersion &version : report->versions)
      if (version.measurement.outcome != Outcome::ok)
        return failed(version.name + " failed (" + nameOf(version.measurement.outcome) +
                      "): " + version.measurement.message);
    return {};
  }

 private:
  Result<MeasureReport> measure(const Context &context) {
    Result<Subject> subject = program_.subject();
    if (!subject) return tl::unexpected(subject.error());
    measuring_.noStore = true;
    measuring_.workers = 1;
    measuring_.threads = program_.threads;
    measuring_.targetCpu = program_.targetCpu;
    if (Status ok = checkInputs(measuring_, subject->raw.arguments()); !ok) return tl::unexpected(ok.error());
    context.announce("measure " + program_.file + ": each version is compared on four input sets, then timed in turns");
    auto owned = makeWorkplace(measuring_, context);
    if (!owned) return tl::unexpected(owned.error());
    MeasureReport report{.file = program_.file, .threads = program_.threads, .cold = cold_, .flops = subject->flops};
    report.bytes = subject->bytes;
    Result<MeasureRequest> request = plan(*subject, (*owned)->place.machine, report);
    if (!request) return tl::unexpected(request.error());
    RoofAlarm alarm((*owned)->place.machine, (*owned)->place.raiseRoof);
    auto measured = measureRound(*(*owned)->runner, *subject, *request, alarm, interrupted);
    if (!measured) return tl::unexpected(measured.error());
    report.fastest = fastestOf(*measured);
    for (size_t i = 0; i < measured->size(); ++i) report.versions[i].measurement = std::move((*measured)[i]);
    report.machine = alarm.machine().fingerprint;
    report.floorSeconds = floorSeconds(*subject, alarm.machine(), program_.threads);
    return report;
  }

  /// Names the versions in the report; their scripts are in the request.
  Result<MeasureRequest> plan(const Subject &subject, const Machine &machine, MeasureReport &report) const {
    std::vector<std::optional<std::string>> scripts;
    std::vector<std::string> wanted = schedules_;
    if (wanted.empty()) wanted = {"default"};
    if (unscheduled_ || schedules_.empty()) {
      scripts.push_back(std::nullopt);
      report.versions.push_back({"unscheduled", "", {}});
    }
    for (const std::string &text : wanted) {
      auto schedules = program_.schedules(text, subject, machine);
      if (!schedules) return tl::unexpected(schedules.error());
      Result<std::string> script = subject.script(*schedules);
      if (!script) return tl::unexpected(script.error());
      scripts.push_back(*std::move(script));
      std::string name =
          schedules_.empty() ? text : "schedule " + std::to_string(report.versions.size() + !unscheduled_);
      report.versions.push_back({name, print(subject, *schedules), {}});
    }
    MeasureRequest request = roundRequest(measuring_, std::move(scripts));
    request.cold = cold_;
    return request;
  }

  static std::string print(const Subject &subject, const std::vector<Schedule> &schedules) {
    std::vector<TaskSchedule> named;
    for (size_t i = 0; i < schedules.size(); ++i) named.push_back({subject.tasks[i].summary->hash, schedules[i]});
    return printSchedules(named);
  }

  ProgramOptions program_;
  OptimizeOptions measuring_;
  std::vector<std::string> schedules_;
  bool unscheduled_ = false, cold_ = false;
};

}  // namespace

std::unique_ptr<Command> measureCommand() { return std::make_unique<Measure>(); }

}  // namespace mlir_rl
