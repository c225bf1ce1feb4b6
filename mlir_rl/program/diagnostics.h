#pragma once

/// \file
/// MLIR's diagnostics as the text of an Error.

#include <string>

#include "mlir/IR/Diagnostics.h"

namespace mlir_rl {

/// Collects errors (with their notes) while it lives: "file:line:column: message", one a line.
class CollectedDiagnostics {
 public:
  explicit CollectedDiagnostics(mlir::MLIRContext *context);
  const std::string &text() const { return text_; }

 private:
  std::string text_;
  mlir::ScopedDiagnosticHandler handler_;
};

/// "file:line:column: " of a location, or nothing when it has none.
std::string placeOf(mlir::Location location);

}  // namespace mlir_rl
