#include "mlir_rl/measure/recorded_runner.h"

#include "mlir_rl/measure/timing.h"

namespace mlir_rl {

static Measurement failure(Outcome outcome, std::string message) {
  Measurement measurement;
  measurement.outcome = outcome;
  measurement.message = std::move(message);
  return measurement;
}

Status RecordedRunner::load(const LoadRequest &request) {
  loaded_.insert(request.program);
  return {};
}

Measurement RecordedRunner::find(const MeasureRequest &request, const std::optional<std::string> &script) {
  for (const RecordedMeasurement &record : records_)
    if (record.program == request.program && record.script == script &&
        record.measurement.pipeline == request.llvmPipeline)
      return record.measurement;
  ++misses_;
  return failure(Outcome::lost, "nothing is recorded for this script and the pipeline " + request.llvmPipeline);
}

Status RecordedRunner::submit(const MeasureRequest &request) {
  if (int(replies_.size()) >= slots_) return failed("every slot is busy");
  MeasureReply reply{request.id, {}, -1};
  for (const auto &script : request.variants)
    reply.measurements.push_back(
        loaded_.contains(request.program)
            ? find(request, script)
            : failure(Outcome::refused, "program " + request.program + ": it was never loaded"));
  if (request.pairs > 0) reply.fastest = fastestOf(reply.measurements, request.pairs);
  replies_.push_back(std::move(reply));
  return {};
}

Result<std::optional<MeasureReply>> RecordedRunner::next(double) {
  if (replies_.empty()) return std::nullopt;
  MeasureReply reply = std::move(replies_.front());
  replies_.pop_front();
  return reply;
}

}  // namespace mlir_rl
