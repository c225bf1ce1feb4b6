#pragma once

/// \file
/// Other ways to compute a convolution, as ops that are scheduled like any other. Free of MLIR.

#include <span>
#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

enum class ConvolutionForm {
  direct,        ///< as it is written
  im2col,        ///< the image's windows side by side in memory, then one product of matrices
  channelsLast,  ///< channels innermost in image, filter and result, which are copied into that order and back
  blocked,       ///< channels in blocks, a block innermost: NCHW16c; between two convolutions nothing is copied back
  winograd2,     ///< Winograd's F(2x2, 3x3)
  winograd4,     ///< Winograd's F(4x4, 3x3)
};

struct ConvolutionFormRow {
  ConvolutionForm form;
  const char *name;   ///< "winograd4", on the command line and in proofs
  double growth = 1;  ///< of rounding errors over those of the direct form: a bound to verify with
};

std::span<const ConvolutionFormRow> convolutionForms();
std::vector<std::string> convolutionFormNames();
const ConvolutionFormRow &rowOf(ConvolutionForm form);
const char *nameOf(ConvolutionForm form);
/// Error (usage): no such form; the message names the nearest.
Result<ConvolutionForm> findConvolutionForm(const std::string &name);

}  // namespace mlir_rl
