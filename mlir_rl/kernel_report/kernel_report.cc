#include "mlir_rl/kernel_report/kernel_report.h"

#include "mlir_rl/kernel_report/pictures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/report/draw.h"

namespace mlir_rl::kernel {

Result<Report> kernelReport(const SetFacts &facts, const std::string &title, const std::string &subtitle) {
  Report report{.title = title, .subtitle = subtitle};
  ReportSection lengths = lengthsSection(facts), families = familiesSection(facts);
  if (Status drawn = drawInto(lengths, lengthPictures(facts.profile)); !drawn) return tl::unexpected(drawn.error());
  if (Status drawn = drawInto(families, {familyPicture(facts.profile)}); !drawn) return tl::unexpected(drawn.error());
  report.sections = {summarySection(facts),      methodSection(facts),  sizesSection(facts),
                     std::move(lengths),         std::move(families),   languageSection(facts),
                     duplicatesSection(facts),   splitsSection(facts),  checksSection(facts),
                     optimisationSection(facts), refusedSection(facts), samplesSection(facts),
                     trainingSection(facts),     limitsSection(facts)};
  return report;
}

}  // namespace mlir_rl::kernel
