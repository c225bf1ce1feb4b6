#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/doctor_report.h"

namespace mlir_rl {
namespace {

/// One line on standard error that says what is being measured.
class Step {
 public:
  explicit Step(ProgressStyle style) : style_(style) {}
  ~Step() {
    if (shown_ && style_ == ProgressStyle::live) fputs("\r\033[K", stderr);
  }
  void show(const std::string &what) {
    if (style_ == ProgressStyle::live) fprintf(stderr, "\r\033[Kdoctor: measuring %s", what.c_str());
    if (style_ == ProgressStyle::plain && !shown_) fprintf(stderr, "doctor: measuring, about two seconds\n");
    shown_ = true;
  }

 private:
  ProgressStyle style_;
  bool shown_ = false;
};

class Doctor : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "refresh", .value = &refresh_, .help = "Measure the roofs again even if they are remembered"},
            {.name = "target-cpu",
             .value = &targetCpu_,
             .unit = "CPU",
             .help = "LLVM's name of the CPU whose instructions the roof is for"}};
  }

  Status run(const Context &context) override {
    Result<DoctorReport> report = examine(context);
    if (!report) return tl::unexpected(report.error());
    std::string text = context.json ? jsonText(toJson(*report)) + "\n" : textOf(*report);
    fwrite(text.data(), 1, text.size(), stdout);
    if (report->ok()) return {};
    std::string missing;
    for (const ToolCheck &tool : report->tools)
      if (tool.essential && !tool.works) missing += "\n  " + tool.name + ": " + tool.remedy;
    return badEnvironment("the other commands need what is missing here:" + missing);
  }

 private:
  Result<DoctorReport> examine(const Context &context) {
    Step step(context.progressStyle());
    step.show("noise");
    Result<Machine> machine = machineFor(targetCpu_);
    if (!machine) return tl::unexpected(machine.error());
    DoctorReport report;
    // The load first: measuring raises it.
    report.state = readSystemState();
    report.jitter = measureJitter();
    Result<MeasuredMachine> measured =
        measuredMachine(*machine, refresh_, noticeToStderr, [&](const std::string &what) { step.show(what); });
    if (!measured) return tl::unexpected(measured.error());
    report.measured = std::move(*measured);
    report.warnings = warningsFor(report.measured.machine, report.state, report.jitter);
    report.tools = checkTools(context.binaryFolder);
    return report;
  }

  bool refresh_ = false;
  std::string targetCpu_ = "native";
};

}  // namespace

std::unique_ptr<Command> doctorCommand() { return std::make_unique<Doctor>(); }

}  // namespace mlir_rl
