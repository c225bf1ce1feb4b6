#include "mlir_rl/kernel_report/samples.h"

#include <array>

#include "mlir_rl/kernel_set/variations.h"

namespace mlir_rl::kernel {

static constexpr std::array kPlaces = {0.25, 0.5, 0.75};
static constexpr size_t kForms = 3;
/// Those that show most when only few are shown, first.
static constexpr std::array kFirstForms = {Form::mlir, Form::llvmO2, Form::cuda, Form::ptx, Form::cpp, Form::assembly};

std::vector<int64_t> sampleIndices(const SetProfile &profile) {
  std::vector<int64_t> indices;
  std::set<std::string> taken;
  for (double place : kPlaces) {
    int64_t wanted = profile.python.lines.quantile(place);
    const std::string *best = nullptr;
    std::pair<int64_t, int64_t> closest;  // how far from it in lines, index
    for (const auto &[name, family] : profile.families)
      for (const auto &[lines, index] : family.firstOf)
        if (std::pair here(std::abs(lines - wanted), index); !taken.contains(name) && (!best || here < closest)) {
          best = &name;
          closest = here;
        }
    if (!best) break;
    taken.insert(*best);
    indices.push_back(closest.second);
  }
  return indices;
}

std::set<Form> sampleForms(const Row &row) {
  std::vector<Form> order(kFirstForms.begin(), kFirstForms.end());
  for (const FormRow &form : forms()) order.push_back(form.id);
  std::set<Form> chosen;
  for (Form form : order)
    if (auto facts = row.forms.find(form);
        chosen.size() < kForms && facts != row.forms.end() && !facts->second.text.hash.empty())
      chosen.insert(form);
  return chosen;
}

Result<std::vector<RowTexts>> samplesOf(SetView &view, const SetProfile &profile) {
  std::vector<RowTexts> samples;
  for (int64_t index : sampleIndices(profile)) {
    Result<std::optional<StoredRow>> stored = view.row(index);
    if (!stored) return tl::unexpected(stored.error());
    const Row &row = (*stored)->row;
    Result<RowTexts> texts = textsOf(view, row, sampleForms(row));
    if (!texts) return tl::unexpected(texts.error());
    samples.push_back(*std::move(texts));
  }
  return samples;
}

}  // namespace mlir_rl::kernel
