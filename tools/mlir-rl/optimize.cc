#include "mlir_rl/optimize/optimize.h"

#include <cstdio>

#include "mlir_rl/optimize/emit_result.h"
#include "mlir_rl/optimize/proof.h"
#include "mlir_rl/optimize/user_inputs.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {

namespace {

class OptimizeCommand : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = {
        {.name = "file",
         .value = &file_,
         .positional = true,
         .required = true,
         .unit = "FILE",
         .help = "MLIR program: linalg on tensors, as torch-mlir prints it"},
        {.name = "output",
         .value = &folder_,
         .letter = 'o',
         .unit = "DIR",
         .help = "Folder for what --emit names and for the proof file"},
        {.name = "emit",
         .value = &forms_,
         .choices = {"schedule", "mlir", "llvm", "obj", "so"},
         .commas = true,
         .help = "Files to write about the result"},
    };
    for (Option &row : options_.rows()) rows.push_back(std::move(row));
    return rows;
  }

  Status run(const Context &context) override {
    Result<Program> program = readProgram(file_, {options_.entry, 0});
    if (!program) return tl::unexpected(program.error());
    Result<Subject> subject = makeSubject(*program);
    if (!subject) return tl::unexpected(subject.error());
    if (Status ok = checkInputs(options_, subject->raw.arguments()); !ok) return ok;
    size_t tasks = subject->tasks.size();
    context.announce("optimize " + file_ + ": " + std::to_string(tasks) + (tasks == 1 ? " task, " : " tasks, ") +
                     (options_.noMeasure ? "nothing is run" : std::to_string(options_.trials) + " trials"));
    Result<std::unique_ptr<OwnedWorkplace>> owned = makeWorkplace(options_, context);
    if (!owned) return tl::unexpected(owned.error());
    Progress progress(2, context.progressStyle());
    (*owned)->place.progress = [&](const ProgressState &state) { progress.show(state); };
    Result<OptimizeReport> report = optimize(*subject, options_, (*owned)->place);
    progress.finish();
    if (!report) return tl::unexpected(report.error());
    report->input = file_;
    if (subject->tasks.empty()) report->notes.push_back("there is no linalg op to schedule: compiled as it is");
    Result<std::string> proof = leaveProof(*program, *report);
    if (!proof) return tl::unexpected(proof.error());
    return publish(*subject, *report, *proof, context);
  }

 private:
  bool hasFolder() const { return !folder_.empty() || !forms_.empty(); }

  /// Beside what is emitted, else near the store. Without a place to keep it, that is said and no more.
  Result<std::string> leaveProof(const Program &program, const OptimizeReport &report) const {
    if (!report.measuredAnything) return "";
    Result<Proof> proof = makeProof(program, report, options_);
    if (!proof) return tl::unexpected(proof.error());
    Result<std::string> folder = hasFolder() ? (folder_.empty() ? "." : folder_) : proofFolder(options_);
    std::string name = stemOf(file_) + (hasFolder() ? "" : "-" + program.hash()) + ".proof.json";
    Status written = folder ? makeFolder(*folder) : tl::unexpected(folder.error());
    if (written) written = writeProof(*folder + "/" + name, *proof);
    if (written) return *folder + "/" + name;
    if (hasFolder()) return tl::unexpected(written.error());
    std::fprintf(stderr, "mlir-rl: no proof is kept: %s\n", written.error().message.c_str());
    return "";
  }

  Status publish(const Subject &subject, const OptimizeReport &report, const std::string &proof,
                 const Context &context) {
    nlohmann::json json = toJson(report);
    json["proof"] = proof.empty() ? nlohmann::json() : nlohmann::json(proof);
    if (!forms_.empty()) {
      auto paths = emitResult(subject, report, options_, forms_, folder_.empty() ? "." : folder_, stemOf(file_));
      if (!paths) return tl::unexpected(paths.error());
      json["files"] = *paths;
    }
    std::string text = context.json ? jsonText(json) + "\n" : tableText(report);
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!context.json && json.contains("files"))
      for (const auto &path : json["files"]) std::printf("wrote %s\n", path.get<std::string>().c_str());
    if (!context.json && !proof.empty()) std::printf("proof: %s\n", proof.c_str());
    return {};
  }

  std::string file_, folder_;
  std::vector<std::string> forms_;
  OptimizeOptions options_;
};

}  // namespace

std::unique_ptr<Command> optimizeCommand() { return std::make_unique<OptimizeCommand>(); }

}  // namespace mlir_rl
