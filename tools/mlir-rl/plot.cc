#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/plot/evaluation_pictures.h"
#include "mlir_rl/plot/gnuplot.h"
#include "mlir_rl/plot/script.h"
#include "mlir_rl/plot/training.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

namespace {

namespace fs = std::filesystem;

class PlotCommand : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "paths",
             .value = &paths_,
             .positional = true,
             .required = true,
             .unit = "RUN|FILE",
             .help = "Folders of training runs, tables of evaluate; those of a kind are drawn together"},
            {.name = "output",
             .value = &output_,
             .letter = 'o',
             .unit = "DIR",
             .help = "Where the pictures go; unset: plots/ in the run's folder, for a table or several paths plots/ "
                     "beside the first"},
            {.name = "format",
             .value = &formats_,
             .choices = {"png", "svg"},
             .commas = true,
             .help = "Kinds of files, one of each a picture"}};
  }

  Status run(const Context &context) override {
    Result<std::vector<Picture>> pictures = read();
    tellDamage();
    if (!pictures) return tl::unexpected(pictures.error());
    std::string folder = outputFolder();
    std::vector<std::string> files;
    Status ok = makeFolder(folder);
    for (const Picture &picture : *pictures)
      for (const std::string &format : formats_) {
        if (ok) ok = draw(picture, format, files.emplace_back(folder + "/" + picture.name + "." + format));
      }
    if (ok) print(files, context);
    return ok;
  }

 private:
  Result<std::vector<Picture>> read() {
    for (const std::string &path : paths_)
      if (Status ok = readPath(path); !ok) return tl::unexpected(ok.error());
    std::vector<Picture> pictures, more;
    if (!runs_.empty()) pictures = trainingPictures(runs_);
    if (!table_.rows.empty() || !table_.races.empty()) more = evaluationPictures(table_);
    pictures.insert(pictures.end(), more.begin(), more.end());
    if (pictures.empty()) return failed("nothing to plot: no metric and no version that did not fail");
    return pictures;
  }

  Status readPath(const std::string &path) {
    if (!exists(path)) return badUsage("there is no " + path);
    if (!fs::is_directory(path)) return readEvaluationTable(path, table_, damage_);
    Result<TrainingRun> run = readRun(path, damage_);
    if (!run) return tl::unexpected(run.error());
    runs_.push_back(*std::move(run));
    return {};
  }

  void tellDamage() const {
    for (const std::string &line : damage_.lines) std::fprintf(stderr, "mlir-rl: %s; skipped\n", line.c_str());
    if (!damage_.lines.empty()) std::fprintf(stderr, "mlir-rl: damaged lines skipped: %zu\n", damage_.lines.size());
  }

  std::string outputFolder() const {
    if (!output_.empty()) return output_;
    fs::path first = fs::path(paths_.front()).lexically_normal();
    if (!first.has_filename()) first = first.parent_path();
    bool inside = paths_.size() == 1 && fs::is_directory(first);
    return ((inside ? first : first.parent_path()) / "plots").string();
  }

  static Status draw(const Picture &picture, const std::string &format, const std::string &file) {
    std::string script = gnuplotScript(picture, format == "png" ? PictureFormat::png : PictureFormat::svg);
    Result<std::string> drawn = runGnuplot(script);
    return drawn ? writeFile(file, *drawn) : tl::unexpected(drawn.error());
  }

  void print(const std::vector<std::string> &files, const Context &context) const {
    nlohmann::json json = {{"files", files}, {"damaged_lines", damage_.lines.size()}};
    if (context.json) return void(std::printf("%s\n", jsonText(json).c_str()));
    for (const std::string &file : files) std::printf("%s\n", file.c_str());
  }

  std::vector<std::string> paths_, formats_ = {"png", "svg"};
  std::string output_;
  std::vector<TrainingRun> runs_;
  EvaluationTable table_;
  Damage damage_;
};

}  // namespace

std::unique_ptr<Command> plotCommand() { return std::make_unique<PlotCommand>(); }

}  // namespace mlir_rl
