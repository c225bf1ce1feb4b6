#include "tools/mlir-rl/program_options.h"

#include "mlir_rl/measure/roof_cache.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/optimize/options.h"
#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

std::vector<Option> ProgramOptions::rows() {
  return {
      {.name = "file",
       .value = &file,
       .positional = true,
       .required = true,
       .unit = "FILE",
       .help = "MLIR program: linalg on tensors, as torch-mlir prints it"},
      {.name = "entry", .value = &entry, .unit = "NAME", .help = "Its function; default: main, or the only public one"},
      {.name = "target-cpu", .value = &targetCpu, .unit = "CPU", .help = "CPU to compile for, by LLVM's name"},
      {.name = "threads", .value = &threads, .min = 1, .max = 1024, .help = "Threads the code uses"},
      convolutionsRow(convolutions)};
}

Result<Subject> ProgramOptions::subject() const {
  Result<Program> program = readProgram(file, {entry, 0});
  if (!program) return tl::unexpected(program.error());
  return makeSubject(*program, findConvolutionForm(convolutions).value());
}

Result<Machine> ProgramOptions::machine() const {
  Result<Machine> machine = machineFor(targetCpu);
  if (!machine || !runsHere(*machine)) return machine;
  std::optional<Roof> roof = rememberedRoof(*machine);
  return roof ? withRoof(*std::move(machine), *roof) : machine;
}

Result<std::vector<Schedule>> ProgramOptions::schedules(const std::string &value, const Subject &subject,
                                                        const Machine &machine) const {
  bool fromFile = !value.empty() && value.front() == '@';
  Result<std::string> text = fromFile ? readFile(value.substr(1)) : Result<std::string>(value);
  if (!text) return tl::unexpected(text.error());
  auto schedules = parseSchedules(*text, subject.summaries(), machine, threads);
  if (schedules || (!fromFile && !exists(value))) return schedules;
  std::string where = fromFile ? value.substr(1) + ": " : "";
  std::string hint = fromFile ? "" : "\nThere is a file of that name: --schedule @" + value + " reads it.";
  return tl::unexpected(Error{schedules.error().kind, where + schedules.error().message + hint});
}

}  // namespace mlir_rl
