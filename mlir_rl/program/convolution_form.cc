#include "mlir_rl/program/convolution_form.h"

#include <algorithm>

#include "mlir_rl/support/nearest.h"

namespace mlir_rl {

std::span<const ConvolutionFormRow> convolutionForms() {
  static constexpr ConvolutionFormRow kRows[] = {{ConvolutionForm::direct, "direct"},
                                                 {ConvolutionForm::im2col, "im2col"},
                                                 {ConvolutionForm::channelsLast, "channels-last"},
                                                 {ConvolutionForm::blocked, "blocked"},
                                                 {ConvolutionForm::winograd2, "winograd2", 2},
                                                 {ConvolutionForm::winograd4, "winograd4", 8}};
  return kRows;
}

std::vector<std::string> convolutionFormNames() {
  std::vector<std::string> names;
  for (const ConvolutionFormRow &row : convolutionForms()) names.push_back(row.name);
  return names;
}

const ConvolutionFormRow &rowOf(ConvolutionForm form) {
  return *std::ranges::find(convolutionForms(), form, &ConvolutionFormRow::form);
}

const char *nameOf(ConvolutionForm form) { return rowOf(form).name; }

Result<ConvolutionForm> findConvolutionForm(const std::string &name) {
  for (const ConvolutionFormRow &row : convolutionForms())
    if (name == row.name) return row.form;
  return badUsage("there is no form of convolutions '" + name + "'" + didYouMean(name, convolutionFormNames()));
}

}  // namespace mlir_rl
