#include "mlir_rl/optimize/optimize.h"

#include <cstdio>

#include "mlir_rl/optimize/emit_result.h"
#include "mlir_rl/optimize/fastest_form.h"
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
    for (Option &row : options_.rows()) {
      if (row.name == "convolutions") row.choices.push_back(kFastestForm);
      rows.push_back(std::move(row));
    }
    return rows;
  }

  Status run(const Context &context) override {
    Result<Program> program = readProgram(file_, {options_.entry, 0});
    if (!program) return tl::unexpected(program.error());
    bool fastest = options_.convolutions == kFastestForm;
    Result<Subject> subject = makeSubject(*program, fastest ? ConvolutionForm::direct : options_.convolutionForm());
    if (!subject) return tl::unexpected(subject.error());
    if (Status ok = checkInputs(options_, subject->raw.arguments()); !ok) return ok;
    size_t tasks = subject->tasks.size();
    context.announce("optimize " + file_ + ": " + std::to_string(tasks) + (tasks == 1 ? " task, " : " tasks, ") +
                     (options_.noMeasure ? "nothing is run" : std::to_string(options_.trials) + " trials"));
    Result<std::unique_ptr<OwnedWorkplace>> owned = makeWorkplace(options_, context);
    if (!owned) return tl::unexpected(owned.error());
    Progress progress(2, context.progressStyle());
    (*owned)->place.progress = [&](const ProgressState &state) { progress.show(state); };
    if (fastest) {
      if (Status ok = chooseForm(*program, (*owned)->place, context); !ok) return ok;
      subject = makeSubject(*program, options_.convolutionForm());
      if (!subject) return tl::unexpected(subject.error());
    }
    Result<OptimizeReport> report = optimize(*subject, options_, (*owned)->place);
    progress.finish();
    if (!report) return tl::unexpected(report.error());
    report->input = file_;
    if (subject->tasks.empty()) report->notes.push_back("there is no linalg op to schedule: compiled as it is");
    return publish(*program, *subject, *report, context);
  }

 private:
  /// `fastest` becomes the name of the form that is.
  Status chooseForm(const Program &program, const Workplace &place, const Context &context) {
    Result<std::vector<TimedForm>> forms = timeForms(program, options_, place);
    if (!forms) return tl::unexpected(forms.error());
    context.announce(describe(*forms));
    options_.convolutions = nameOf(forms->front().form);
    return {};
  }

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

  /// What was found is printed in any case: a full disk must not cost the result of a long search.
  Status publish(const Program &program, const Subject &subject, const OptimizeReport &report,
                 const Context &context) const {
    Result<std::string> proof = leaveProof(program, report);
    Result<std::vector<std::string>> files = std::vector<std::string>();
    if (!forms_.empty())
      files = emitResult(subject, report, options_, forms_, folder_.empty() ? "." : folder_, stemOf(file_));
    if (context.json)
      printJson(report, files.value_or(std::vector<std::string>()), proof.value_or(""));
    else
      printText(report, files.value_or(std::vector<std::string>()), proof.value_or(""));
    if (!files) return tl::unexpected(files.error());
    return proof ? Status() : tl::unexpected(proof.error());
  }

  void printJson(const OptimizeReport &report, const std::vector<std::string> &files, const std::string &proof) const {
    nlohmann::json json = toJson(report);
    json["proof"] = proof.empty() ? nlohmann::json() : nlohmann::json(proof);
    if (!forms_.empty()) json["files"] = files;
    std::string text = jsonText(json) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
  }

  void printText(const OptimizeReport &report, const std::vector<std::string> &files, const std::string &proof) const {
    std::string text = tableText(report);
    for (const std::string &file : files) text += "wrote " + file + "\n";
    if (!proof.empty()) text += "proof: " + proof + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
  }

  std::string file_, folder_;
  std::vector<std::string> forms_;
  OptimizeOptions options_;
};

}  // namespace

std::unique_ptr<Command> optimizeCommand() { return std::make_unique<OptimizeCommand>(); }

}  // namespace mlir_rl
