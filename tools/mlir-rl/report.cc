#include "mlir_rl/report/report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/plot/evaluation_pictures.h"
#include "mlir_rl/plot/training.h"
#include "mlir_rl/report/draw.h"
#include "mlir_rl/report/sections.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/sources.h"

namespace mlir_rl {

namespace {

class ReportCommand : public Command {
 public:
  std::vector<Option> options() override {
    return {
        sources_.option(),
        {.name = "output",
         .value = &output_,
         .letter = 'o',
         .unit = "FILE",
         .help = "The report; unset: report.html in the run's folder, for a table or several paths beside the first"},
        {.name = "title", .value = &title_, .help = "What stands at its top"}};
  }

  Status run(const Context &context) override {
    if (Status ok = sources_.read(); !ok) return ok;
    Report report{.title = title_, .subtitle = subtitle()};
    if (Status ok = addEvaluations(report); !ok) return ok;
    if (Status ok = addContests(report); !ok) return ok;
    if (Status ok = addRuns(report); !ok) return ok;
    if (report.sections.empty()) return failed("nothing to report: no row, no iteration");
    Result<std::string> html = reportHtml(report);
    if (!html) return tl::unexpected(html.error());
    std::string file = output_.empty() ? sources_.folder() + "/report.html" : output_;
    if (Status ok = writeFile(file, *html); !ok) return ok;
    nlohmann::json json = {{"file", file}, {"bytes", html->size()}, {"damaged_lines", sources_.damage.lines.size()}};
    std::printf("%s\n", context.json ? jsonText(json).c_str() : file.c_str());
    return {};
  }

 private:
  std::string subtitle() const {
    std::string text;
    for (const std::string &path : sources_.paths) text += (text.empty() ? "" : ", ") + path;
    return "made by mlir-rl report of " + text;
  }

  /// The pictures stand in the first section.
  Status addEvaluations(Report &report) {
    if (!sources_.hasTable()) return {};
    std::vector<ReportSection> sections = evaluationSections(sources_.table);
    Status ok = drawInto(sections.front(), evaluationPictures(sources_.table));
    for (ReportSection &section : sections) report.sections.push_back(std::move(section));
    return ok;
  }

  Status addContests(Report &report) {
    for (const std::vector<Contest> &group : groupBySetup(sources_.table.contests)) {
      report.sections.push_back(contestSection(group));
      if (Status ok = drawInto(report.sections.back(), contestPictures(group)); !ok) return ok;
    }
    return {};
  }

  Status addRuns(Report &report) {
    if (sources_.runs.empty()) return {};
    size_t first = report.sections.size();
    for (const TrainingRun &run : sources_.runs)
      for (ReportSection &section : trainingSections(run)) report.sections.push_back(std::move(section));
    return drawInto(report.sections[first], trainingPictures(sources_.runs));
  }

  Sources sources_;
  std::string output_, title_ = "mlir-rl";
};

}  // namespace

std::unique_ptr<Command> reportCommand() { return std::make_unique<ReportCommand>(); }

}  // namespace mlir_rl
