#include "mlir_rl/optimize/final_round.h"

#include "mlir_rl/measure/roof.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/optimize/tuner.h"

namespace mlir_rl {

namespace {

constexpr int kPairs = 10;

/// Pairs of the same round, as long as both sides have samples.
PairVerdict verdictOf(const Measurement &a, const Measurement &b) {
  PairVerdict verdict(kPairs);
  for (size_t i = 0; i < std::min(a.samples.size(), b.samples.size()) && !verdict.decided(); ++i)
    verdict.add(a.samples[i], b.samples[i]);
  return verdict;
}

bool replaces(const Measurement &a, const Measurement &b) {
  if (b.outcome != Outcome::ok) return false;
  if (a.outcome != Outcome::ok) return true;
  return verdictOf(a, b).replaces();
}

MeasureRequest finalRequest(const OptimizeOptions &options, std::vector<std::optional<std::string>> variants) {
  MeasureRequest request = requestFor(options, "program");
  request.variants = std::move(variants);
  request.inputSets = verifiedSets();
  request.wallSeconds = 1200;
  request.memoryBytes = int64_t{16} << 30;
  return request;
}

/// Unscheduled is often a hundred times slower: three rounds show that, more are only run when it is close.
Result<std::vector<Measurement>> timeAll(Runner &runner, const OptimizeOptions &options, const std::string &rules,
                                         const std::string &best) {
  MeasureRequest first = finalRequest(options, {std::nullopt, rules, best});
  first.minSamples = first.maxSamples = 3;
  Result<MeasureReply> rough = measureOne(runner, first);
  if (!rough) return tl::unexpected(rough.error());
  std::vector<Measurement> all = rough->measurements;
  double fastest = std::min(all[1].median > 0 ? all[1].median : 1e9, all[2].median > 0 ? all[2].median : 1e9);
  bool close = all[0].median < 2 * fastest;
  MeasureRequest second = finalRequest(options, {rules, best});
  if (close) second.variants.push_back(std::nullopt);
  second.inputSets = {"normal"};
  second.minSamples = kPairs;
  second.minSeconds = 0.1;
  second.maxSamples = 200;
  Result<MeasureReply> precise = measureOne(runner, second);
  if (!precise) return tl::unexpected(precise.error());
  auto refine = [](Measurement &known, Measurement &fresh) {
    if (known.outcome != Outcome::ok) return;  // wrong on some input set: stays wrong
    fresh.maxError = std::max(fresh.maxError, known.maxError);
    known = fresh;
  };
  refine(all[1], precise->measurements[0]);
  refine(all[2], precise->measurements[1]);
  if (close) refine(all[0], precise->measurements[2]);
  return all;
}

void setRoofShares(const Subject &subject, const Machine &machine, OptimizeReport &report) {
  double seconds = report.chosenSeconds();
  if (seconds <= 0 || machine.fmaPeakF32 <= 0) return;
  bool isDouble = false;
  for (const Argument &argument : subject.raw.arguments()) isDouble |= argument.type == ElementType::f64;
  double peak = (isDouble ? machine.fmaPeakF64 : machine.fmaPeakF32) * report.threads;
  ElementType type = isDouble ? ElementType::f64 : ElementType::f32;
  double roof = roofSeconds(machine, report.flops, report.bytes, report.bytes, type, report.threads);
  report.fractionOfPeak = report.flops / seconds / peak;
  report.fractionOfRoof = roof / seconds;
  report.memoryBound = report.flops / peak < 0.5 * roof;
}

}  // namespace

Status finalRound(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace,
                  OptimizeReport &report) {
  std::vector<Schedule> rules, best;
  for (const TaskReport &task : report.tasks) {
    rules.push_back(task.rules);
    best.push_back(task.best);
  }
  Result<std::string> rulesScript = subject.script(rules), bestScript = subject.script(best);
  if (!rulesScript) return tl::unexpected(rulesScript.error());
  if (!bestScript) return tl::unexpected(bestScript.error());
  Result<std::vector<Measurement>> all = timeAll(*workplace.runner, options, *rulesScript, *bestScript);
  if (!all) return tl::unexpected(all.error());
  report.unscheduled = (*all)[0];
  report.rules = (*all)[1];
  report.best = (*all)[2];
  if (report.unscheduled.outcome != Outcome::ok)
    return failed("the unscheduled program itself failed (" + std::string(nameOf(report.unscheduled.outcome)) +
                  "): " + report.unscheduled.message);
  auto note = [&](const char *what, const Measurement &m) {
    if (m.outcome != Outcome::ok)
      report.notes.push_back(std::string(what) + " failed (" + nameOf(m.outcome) + "): " + m.message);
  };
  note("the default schedule", report.rules);
  note("the schedule found", report.best);
  // Three clear rounds decide against unscheduled; otherwise the rule of ten pairs does.
  auto beatsUnscheduled = [&](const Measurement &m) {
    if (m.outcome != Outcome::ok) return false;
    return report.unscheduled.median > 2 * m.median || replaces(report.unscheduled, m);
  };
  report.choice = Choice::unscheduled;
  if (beatsUnscheduled(report.rules)) report.choice = Choice::rules;
  if (report.choice == Choice::rules ? replaces(report.rules, report.best) : beatsUnscheduled(report.best))
    report.choice = Choice::found;
  report.verified = true;  // unscheduled is the reference; the others were compared with it
  setRoofShares(subject, workplace.machine, report);
  return {};
}

}  // namespace mlir_rl
