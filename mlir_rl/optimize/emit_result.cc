#include "mlir_rl/optimize/emit_result.h"

#include <algorithm>

#include "mlir_rl/lower/emit.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/optimize/program_schedule.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

namespace {

/// What stock tools need: the module, a script (none for unscheduled) and a pipeline.
struct Recipe {
  std::string module, script, pipeline;
};

class Emitter {
 public:
  Emitter(const Subject &subject, const OptimizeReport &report, const OptimizeOptions &options, std::string stem)
      : subject_(subject), report_(report), stem_(std::move(stem)) {
    lowering_.targetCpu = options.targetCpu;
    lowering_.threads = scheduled() ? options.threads : 1;
    lowering_.scheduled = scheduled();
  }

  Status emit(const std::string &form) {
    if (form == "schedule") return emitSchedule();
    if (form == "mlir") return emitMlir();
    if (form == "llvm") return emitLlvm();
    Result<Artifact> code = artifact();
    if (!code) return tl::unexpected(code.error());
    if (form == "obj") return done(stem_ + ".o", emitObject(*code, stem_ + ".o"));
    if (Status ok = done(stem_ + ".so", emitSharedLibrary(*code, stem_ + ".so")); !ok) return ok;
    return done(stem_ + ".h", emitHeader(*code, stem_ + ".h"));
  }

  std::vector<std::string> paths;

 private:
  bool scheduled() const { return report_.choice != Choice::unscheduled; }

  std::vector<Schedule> schedules() const {
    std::vector<Schedule> schedules;
    for (TaskSchedule &task : report_.chosenSchedules()) schedules.push_back(std::move(task.schedule));
    return schedules;
  }

  /// The program after its schedule; the raw one when unscheduled was chosen.
  Result<Program> transformed() const { return scheduled() ? subject_.transformed(schedules()) : subject_.raw.clone(); }

  Status done(const std::string &path, Status status) {
    if (status) paths.push_back(path);
    return status;
  }

  Status write(const std::string &suffix, const std::string &content) {
    return done(stem_ + suffix, writeFile(stem_ + suffix, content));
  }

  Status emitSchedule() {
    if (scheduled()) {
      Result<std::string> text = subject_.script(schedules());
      if (!text) return tl::unexpected(text.error());
      if (Status ok = write(".schedule.mlir", *text); !ok) return ok;
      if (Status ok = write(".schedule.txt", printSchedules(report_.chosenSchedules()) + "\n"); !ok) return ok;
    }
    const Program &start = scheduled() ? subject_.prepared : subject_.raw;
    if (Status ok = write(".prepared.mlir", start.text()); !ok) return ok;
    if (Status ok = write(".pipeline.txt", pipelineText(lowering_) + "\n"); !ok) return ok;
    return write(".sh", commands());
  }

  std::string commands() const {
    std::string name = stem_.substr(stem_.rfind('/') + 1);
    std::string text =
        "#!/bin/sh\n"
        "# Stock tools give the LLVM IR that was measured (before LLVM's optimiser): sh " +
        name + ".sh > " + name +
        ".ll\n"
        "# MLIR_RL_PLUGIN is the path of libmlir-rl-plugin.so.\n"
        "set -e\n"
        "cd \"$(dirname \"$0\")\"\n"
        "plugin=\"--load-pass-plugin=${MLIR_RL_PLUGIN:?set it to the path of libmlir-rl-plugin.so}\"\n";
    std::string input = name + ".prepared.mlir";
    text += "mlir-opt-22 " + input;
    if (scheduled())
      text += " --transform-preload-library=transform-library-paths=" + name +
              ".schedule.mlir --transform-interpreter |\n  mlir-opt-22";
    return text + " \"$plugin\" --pass-pipeline=\"$(cat " + name +
           ".pipeline.txt)\" |\n  mlir-translate-22 --mlir-to-llvmir\n";
  }

  Status emitMlir() {
    Result<Program> program = transformed();
    if (!program) return tl::unexpected(program.error());
    return write(".mlir", program->text());
  }

  Status emitLlvm() {
    Result<Program> program = transformed();
    if (!program) return tl::unexpected(program.error());
    Result<std::string> text = lowerToLlvmIr(*program, lowering_);
    if (!text) return tl::unexpected(text.error());
    return write(".ll", *text);
  }

  Result<Artifact> artifact() const {
    Result<Program> program = transformed();
    if (!program) return tl::unexpected(program.error());
    return lower(*program, lowering_);
  }

  const Subject &subject_;
  const OptimizeReport &report_;
  std::string stem_;
  LowerOptions lowering_;
};

}  // namespace

Result<std::vector<std::string>> emitResult(const Subject &subject, const OptimizeReport &report,
                                            const OptimizeOptions &options, const std::vector<std::string> &forms,
                                            const std::string &folder, const std::string &name) {
  if (Status ok = makeFolder(folder); !ok) return tl::unexpected(ok.error());
  Emitter emitter(subject, report, options, folder + "/" + name);
  for (const std::string &form : forms)
    if (Status ok = emitter.emit(form); !ok) return tl::unexpected(ok.error());
  return std::move(emitter.paths);
}

}  // namespace mlir_rl
