#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/program_options.h"

namespace mlir_rl {
namespace {

class Apply : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = options_.rows();
    rows.push_back({.name = "schedule", .value = &schedule_, .required = true, .unit = "S", .help = kScheduleHelp});
    rows.push_back({.name = "output",
                    .value = &output_,
                    .letter = 'o',
                    .unit = "FILE",
                    .help = "File to write; default: standard output"});
    rows.push_back({.name = "script", .value = &script_, .help = "Print the transform script instead of the program"});
    return rows;
  }

  Status run(const Context &context) override {
    Result<std::string> text = result();
    if (!text) return tl::unexpected(text.error());
    if (!output_.empty())
      if (Status written = writeFile(output_, *text); !written) return written;
    if (context.json)
      *text = jsonText({{"input", options_.file},
                        {"file", output_.empty() ? nlohmann::json() : nlohmann::json(output_)},
                        {script_ ? "script" : "program", *text}}) +
              "\n";
    if (context.json || output_.empty()) fwrite(text->data(), 1, text->size(), stdout);
    return {};
  }

 private:
  Result<std::string> result() const {
    Result<Subject> subject = options_.subject();
    if (!subject) return tl::unexpected(subject.error());
    Result<Machine> machine = options_.machine();
    if (!machine) return tl::unexpected(machine.error());
    Result<std::vector<Schedule>> schedules = options_.schedules(schedule_, *subject, *machine);
    if (!schedules) return tl::unexpected(schedules.error());
    if (script_) return subject->script(*schedules);
    Result<Program> program = subject->transformed(*schedules);
    if (!program) return tl::unexpected(program.error());
    return program->text();
  }

  ProgramOptions options_;
  std::string schedule_, output_;
  bool script_ = false;
};

}  // namespace

std::unique_ptr<Command> applyCommand() { return std::make_unique<Apply>(); }

}  // namespace mlir_rl
