#include "tools/mlir-rl/generated_times.h"

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "mlir_rl/generate/folder.h"
#include "mlir_rl/optimize/subject.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {
namespace {

class Times {
 public:
  Times(std::string folder, Runner &runner) : folder_(std::move(folder)), runner_(runner) {}

  Status load() {
    for (Split split : kSplits) {
      std::string path = timesPath(folder_, split);
      if (!exists(path)) continue;
      Result<std::string> text = readFile(path);
      if (!text) return tl::unexpected(text.error());
      Result<nlohmann::json> json = parseJson(*text, path);
      if (!json) return tl::unexpected(json.error());
      if (!json->is_object()) return badUsage(path + ": expected nanoseconds by program name");
      times_[split] = *std::move(json);
    }
    return {};
  }

  bool has(const ManifestRow &row) const {
    auto found = times_.find(row.split);
    return found != times_.end() && found->second.contains(row.name);
  }

  /// A sentence about a program that cannot be timed is printed and counted.
  Status measure(const ManifestRow &row) {
    Result<double> seconds = time(row);
    if (!seconds && (interrupted() || seconds.error().kind == ErrorKind::environment))
      return tl::unexpected(seconds.error());
    if (!seconds) {
      std::fprintf(stderr, "mlir-rl: %s: %s\n", row.name.c_str(), seconds.error().message.c_str());
      ++failures_;
      return {};
    }
    times_[row.split][row.name] = int64_t(*seconds * 1e9 + 0.5);
    if (sinceSaved_.seconds() < 5) return {};
    sinceSaved_ = Stopwatch();
    return save();
  }

  Status save() const {
    for (const auto &[split, times] : times_)
      if (Status ok = writeFile(timesPath(folder_, split), times.dump(2) + "\n"); !ok) return ok;
    return {};
  }

  int64_t failures() const { return failures_; }

 private:
  Result<double> time(const ManifestRow &row) {
    Result<Program> program = readProgram(folder_ + "/" + row.file, {});
    if (!program) return tl::unexpected(program.error());
    Result<Subject> subject = makeSubject(*program);
    if (!subject) return tl::unexpected(subject.error());
    subject->load.program = row.name;
    if (Status ok = runner_.load(subject->load); !ok) return tl::unexpected(ok.error());
    MeasureRequest request{.program = subject->load.program, .variants = {std::nullopt}};
    request.minSamples = 5;
    request.minSeconds = 0.05;
    request.maxSeconds = 3;
    request.alone = true;
    request.wallSeconds = 120;
    Result<MeasureReply> reply = measureOne(runner_, request, interrupted);
    if (!reply) return tl::unexpected(reply.error());
    const Measurement &measured = reply->measurements.at(0);
    if (measured.outcome != Outcome::ok) return failed(std::string(nameOf(measured.outcome)) + ": " + measured.message);
    return measured.median;
  }

  std::string folder_;
  Runner &runner_;
  std::map<Split, nlohmann::json> times_;
  Stopwatch sinceSaved_;
  int64_t failures_ = 0;
};

}  // namespace

static Status measureRows(const std::vector<ManifestRow> &rows, Times &times, const Context &context) {
  ProgressState state{.total = int64_t(rows.size()), .unit = "programs", .label = "measure"};
  Progress progress(2, context.progressStyle());
  for (const ManifestRow &row : rows) {
    if (interrupted()) return failed("interrupted: the times measured are kept; the same command goes on");
    if (!times.has(row))
      if (Status ok = times.measure(row); !ok) return ok;
    ++state.done;
    progress.show(state);
  }
  return {};
}

Status measureFolder(const std::string &folder, const Context &context) {
  Result<std::vector<ManifestRow>> rows = readManifest(folder);
  if (!rows) return tl::unexpected(rows.error());
  OptimizeOptions options;
  options.noStore = true;
  options.workers = 1;
  auto owned = makeWorkplace(options, context);
  if (!owned) return tl::unexpected(owned.error());
  Times times(folder, *(*owned)->runner);
  if (Status ok = times.load(); !ok) return ok;
  Status measured = measureRows(*rows, times, context);
  if (Status saved = times.save(); !saved) return saved;
  if (!measured) return measured;
  int64_t done = int64_t(rows->size()) - times.failures();
  if (context.json)
    std::printf("%s\n", jsonText({{"folder", folder}, {"timed", done}, {"failed", times.failures()}}).c_str());
  else
    std::printf("%s: %lld of %zu programs have times\n", folder.c_str(), static_cast<long long>(done), rows->size());
  if (times.failures() > 0) return failed(std::to_string(times.failures()) + " programs could not be timed");
  return {};
}

}  // namespace mlir_rl
