#include "mlir_rl/optimize/final_round.h"

#include "mlir_rl/measure/roof.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/optimize/bounds.h"
#include "mlir_rl/optimize/tuner.h"

namespace mlir_rl {

namespace {

constexpr int kPairs = 10;

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

/// The scripts of the two scheduled versions.
Result<std::vector<std::optional<std::string>>> versionsOf(const Subject &subject, const OptimizeReport &report) {
  std::vector<Schedule> rules, best;
  for (const TaskReport &task : report.tasks) {
    rules.push_back(task.rules);
    best.push_back(task.best);
  }
  Result<std::string> rulesScript = subject.script(rules), bestScript = subject.script(best);
  if (!rulesScript) return tl::unexpected(rulesScript.error());
  if (!bestScript) return tl::unexpected(bestScript.error());
  return std::vector<std::optional<std::string>>{std::nullopt, *std::move(rulesScript), *std::move(bestScript)};
}

void noteFailure(OptimizeReport &report, const char *what, const Measurement &m) {
  if (m.outcome != Outcome::ok)
    report.notes.push_back(std::string(what) + " failed (" + nameOf(m.outcome) + "): " + m.message);
}

}  // namespace

MeasureRequest roundRequest(const OptimizeOptions &options, std::vector<std::optional<std::string>> versions) {
  MeasureRequest request = requestFor(options, "program", /*userInputs=*/true);
  request.variants = std::move(versions);
  request.inputSets = verifiedSets();
  request.minSamples = request.pairs = kPairs;
  request.maxSamples = 200;
  request.minSeconds = 0.1;
  request.targetError = 0.01;
  request.maxSeconds = 3;
  request.alone = true;
  request.wallSeconds = 1200;
  request.memoryBytes = int64_t{16} << 30;
  return request;
}

double floorSeconds(const Subject &subject, const Machine &machine, int threads) {
  double seconds = 0;
  for (const SubjectTask &task : subject.tasks)
    seconds += task.summary->count * floorSeconds(*task.summary, machine, threads);
  return seconds;
}

Result<std::vector<Measurement>> measureRound(Runner &runner, const Subject &subject, MeasureRequest request,
                                              RoofAlarm &alarm, const std::function<bool()> &giveUp) {
  if (Status ok = runner.load(subject.load); !ok) return tl::unexpected(ok.error());
  request.program = subject.load.program;
  int threads = request.threads;
  auto floor = [&](const Machine &machine) { return floorSeconds(subject, machine, threads); };
  request.floorSeconds = floor(alarm.machine());
  Result<MeasureReply> reply = measureOne(runner, request, giveUp);
  if (!reply) return tl::unexpected(reply.error());
  for (Measurement &m : reply->measurements) alarm.check(m, floor);
  return std::move(reply->measurements);
}

Status finalRound(const Subject &subject, const OptimizeOptions &options, const Workplace &workplace, RoofAlarm &alarm,
                  OptimizeReport &report) {
  auto versions = versionsOf(subject, report);
  if (!versions) return tl::unexpected(versions.error());
  bool nothingFound = versions->at(1) == versions->at(2);
  if (nothingFound) versions->pop_back();
  if (subject.tasks.empty()) versions->resize(1);
  auto all = measureRound(*workplace.runner, subject, roundRequest(options, *std::move(versions)), alarm);
  if (!all) return tl::unexpected(all.error());
  report.unscheduled = all->at(0);
  report.rules = subject.tasks.empty() ? all->front() : all->at(1);
  report.best = all->back();
  if (report.unscheduled.outcome != Outcome::ok)
    return failed("the unscheduled program itself failed (" + std::string(nameOf(report.unscheduled.outcome)) +
                  "): " + report.unscheduled.message);
  noteFailure(report, "the default schedule", report.rules);
  if (!nothingFound) noteFailure(report, "the schedule found", report.best);
  report.choice = Choice(fastestOf(*all));
  report.verified = true;  // unscheduled is the reference; the others were compared with it
  setRoofShares(subject, alarm.machine(), report);
  return {};
}

}  // namespace mlir_rl
