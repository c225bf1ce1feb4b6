#include "mlir_rl/optimize/fastest_form.h"

#include <algorithm>
#include <set>

#include "mlir_rl/support/units.h"

namespace mlir_rl {

constexpr double kTie = 0.98;

Result<std::vector<TimedForm>> timeForms(const Program &program, const OptimizeOptions &options,
                                         const Workplace &workplace) {
  if (options.noMeasure || !workplace.runner)
    return badUsage("--convolutions fastest is found by measuring: name a form, or leave --no-measure out");
  OptimizeOptions quick = options;
  quick.trials = 0;
  std::vector<TimedForm> forms;
  std::set<std::string> seen;  // a form that does not suit leaves the program as another does
  for (const ConvolutionFormRow &row : convolutionForms()) {
    if (!forms.empty() && workplace.interrupted()) break;
    Result<Subject> subject = makeSubject(program, row.form);
    if (!subject) return tl::unexpected(subject.error());
    if (!seen.insert(subject->prepared.text()).second) continue;
    subject->load.program += std::string(" ") + row.name;  // the runner knows programs by name
    Result<OptimizeReport> report = optimize(*subject, quick, workplace);
    if (!report) return tl::unexpected(report.error());
    if (report->verified || row.form == ConvolutionForm::direct) forms.push_back({row.form, report->chosenSeconds()});
  }
  // Who is faster by less than noise does not change how results round.
  std::ranges::sort(forms, {}, [](const TimedForm &timed) {
    return timed.form == ConvolutionForm::direct ? timed.seconds * kTie : timed.seconds;
  });
  return forms;
}

std::string describe(const std::vector<TimedForm> &forms) {
  std::string text;
  for (const TimedForm &timed : forms)
    text +=
        (text.empty() ? "convolutions: " : ", ") + std::string(nameOf(timed.form)) + " " + formatSeconds(timed.seconds);
  return text;
}

}  // namespace mlir_rl
