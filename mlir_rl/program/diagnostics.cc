#include "mlir_rl/program/diagnostics.h"

#include "mlir/IR/Location.h"

using namespace mlir;

namespace mlir_rl {

std::string placeOf(Location location) {
  auto file = location->findInstanceOf<FileLineColLoc>();
  if (!file) return "";
  return file.getFilename().str() + ":" + std::to_string(file.getLine()) + ":" + std::to_string(file.getColumn()) +
         ": ";
}

CollectedDiagnostics::CollectedDiagnostics(MLIRContext *context)
    : handler_(context, [this](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() != DiagnosticSeverity::Error) return success();
        text_ += (text_.empty() ? "" : "\n") + placeOf(diagnostic.getLocation()) + diagnostic.str();
        // The op in its generic form says less than the line it stands on.
        for (Diagnostic &note : diagnostic.getNotes())
          if (std::string text = note.str(); !text.starts_with("see current operation")) text_ += "\n  note: " + text;
        return success();
      }) {}

}  // namespace mlir_rl
