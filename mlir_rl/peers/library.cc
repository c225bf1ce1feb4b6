#include "mlir_rl/peers/library.h"

#include <filesystem>

#include "mlir_rl/lower/emit.h"
#include "mlir_rl/optimize/program_schedule.h"

namespace mlir_rl {

static Result<Program> scheduled(const Subject &subject, const std::string &schedules, const Machine &machine,
                                 int threads) {
  if (schedules.empty()) return subject.raw.clone();
  Result<std::vector<Schedule>> parsed = parseSchedules(schedules, subject.summaries(), machine, threads);
  return parsed ? subject.transformed(*parsed) : tl::unexpected(parsed.error());
}

Result<BuiltLibrary> buildLibrary(const Subject &subject, const std::string &schedules, const Machine &machine,
                                  const LowerOptions &options, const std::string &stem) {
  LowerOptions lowering = options;
  lowering.scheduled = !schedules.empty();
  if (schedules.empty()) lowering.threads = 1;
  Result<Program> program = scheduled(subject, schedules, machine, lowering.threads);
  Result<Artifact> artifact = program ? lower(*program, lowering) : tl::unexpected(program.error());
  if (!artifact) return tl::unexpected(artifact.error());
  std::string path = std::filesystem::absolute(stem).string();
  if (Status ok = emitSharedLibrary(*artifact, path + ".so"); !ok) return tl::unexpected(ok.error());
  if (Status ok = emitHeader(*artifact, path + ".h"); !ok) return tl::unexpected(ok.error());
  return BuiltLibrary{path + ".so", path + ".h"};
}

}  // namespace mlir_rl
