#include "mlir_rl/report/draw.h"

#include "mlir_rl/plot/gnuplot.h"
#include "mlir_rl/plot/script.h"

namespace mlir_rl {

Status drawInto(ReportSection &section, const std::vector<Picture> &pictures) {
  for (const Picture &picture : pictures) {
    Result<std::string> drawn = runGnuplot(gnuplotScript(picture, PictureFormat::svg));
    if (!drawn) return tl::unexpected(drawn.error());
    section.pictures.push_back(*std::move(drawn));
  }
  return {};
}

}  // namespace mlir_rl
