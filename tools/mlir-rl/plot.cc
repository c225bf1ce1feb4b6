#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/plot/evaluation_pictures.h"
#include "mlir_rl/plot/gnuplot.h"
#include "mlir_rl/plot/script.h"
#include "mlir_rl/plot/training.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/sources.h"

namespace mlir_rl {

namespace {

class PlotCommand : public Command {
 public:
  std::vector<Option> options() override {
    return {sources_.option(),
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
    Result<std::vector<Picture>> pictures = this->pictures();
    if (!pictures) return tl::unexpected(pictures.error());
    std::string folder = output_.empty() ? sources_.folder() + "/plots" : output_;
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
  Result<std::vector<Picture>> pictures() {
    if (Status ok = sources_.read(); !ok) return tl::unexpected(ok.error());
    std::vector<Picture> all, more;
    if (!sources_.runs.empty()) all = trainingPictures(sources_.runs);
    if (sources_.hasTable()) more = evaluationPictures(sources_.table);
    for (const std::vector<Contest> &group : groupBySetup(sources_.table.contests))
      for (Picture &picture : contestPictures(group)) more.push_back(std::move(picture));
    all.insert(all.end(), more.begin(), more.end());
    if (all.empty()) return failed("nothing to plot: no metric and no version that did not fail");
    return all;
  }

  static Status draw(const Picture &picture, const std::string &format, const std::string &file) {
    std::string script = gnuplotScript(picture, format == "png" ? PictureFormat::png : PictureFormat::svg);
    Result<std::string> drawn = runGnuplot(script);
    return drawn ? writeFile(file, *drawn) : tl::unexpected(drawn.error());
  }

  void print(const std::vector<std::string> &files, const Context &context) const {
    nlohmann::json json = {{"files", files}, {"damaged_lines", sources_.damage.lines.size()}};
    if (context.json) return void(std::printf("%s\n", jsonText(json).c_str()));
    for (const std::string &file : files) std::printf("%s\n", file.c_str());
  }

  Sources sources_;
  std::vector<std::string> formats_ = {"png", "svg"};
  std::string output_;
};

}  // namespace

std::unique_ptr<Command> plotCommand() { return std::make_unique<PlotCommand>(); }

}  // namespace mlir_rl
