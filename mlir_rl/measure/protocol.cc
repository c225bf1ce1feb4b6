#include "mlir_rl/measure/protocol.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

namespace mlir_rl {

using nlohmann::json;

namespace {

constexpr std::array<std::pair<Outcome, const char *>, 14> kOutcomes = {{
    {Outcome::ok, "ok"},
    {Outcome::cut, "cut"},
    {Outcome::refused, "refused"},
    {Outcome::transformFailed, "transform_failed"},
    {Outcome::loweringFailed, "lowering_failed"},
    {Outcome::compileFailed, "compile_failed"},
    {Outcome::timeout, "timeout"},
    {Outcome::crash, "crash"},
    {Outcome::forbidden, "forbidden"},
    {Outcome::outOfMemory, "out_of_memory"},
    {Outcome::wrongOutput, "wrong_output"},
    {Outcome::guardHit, "guard_hit"},
    {Outcome::implausible, "implausible"},
    {Outcome::lost, "lost"},
}};

/// Reads the fields of an object one by one and then says which were not asked for.
class Fields {
 public:
  Fields(const json &object, std::string what) : object_(object), what_(std::move(what)) {
    if (!object.is_object()) problem_ = what_ + ": expected an object";
  }

  /// Missing fields keep their value.
  template <class T>
  Fields &get(const char *name, T &value) {
    known_.insert(name);
    if (!problem_.empty()) return *this;
    auto found = object_.find(name);
    if (found == object_.end()) return *this;
    try {
      value = found->template get<T>();
    } catch (const json::exception &error) {
      problem_ = what_ + "." + name + ": " + error.what();
    }
    return *this;
  }
  /// A number that may be infinite, which JSON writes as null.
  Fields &getOrInfinity(const char *name, double &value) {
    auto found = object_.is_object() ? object_.find(name) : object_.end();
    if (found == object_.end() || !found->is_null()) return get(name, value);
    value = std::numeric_limits<double>::infinity();
    return ignore(name);
  }
  Fields &ignore(const char *name) {
    known_.insert(name);
    return *this;
  }
  void fail(const std::string &problem) {
    if (problem_.empty()) problem_ = what_ + ": " + problem;
  }

  template <class T>
  Result<T> done(T value) {
    if (problem_.empty())
      for (const auto &[name, unused] : object_.items())
        if (!known_.count(name)) fail("unknown field '" + name + "'");
    if (!problem_.empty()) return badUsage(problem_);
    return value;
  }

 private:
  const json &object_;
  std::string what_, problem_;
  std::set<std::string> known_;
};

json toJson(const StageSeconds &s) {
  return {{"fork", s.fork}, {"transform", s.transform}, {"lower", s.lower}, {"llvm", s.llvm},
          {"link", s.link}, {"inputs", s.inputs},       {"run", s.run}};
}

}  // namespace

const char *nameOf(Outcome outcome) {
  for (auto [value, name] : kOutcomes)
    if (value == outcome) return name;
  return "lost";
}

std::optional<Outcome> findOutcome(const std::string &name) {
  for (auto [value, known] : kOutcomes)
    if (name == known) return value;
  return std::nullopt;
}

double cutLimit(double bestSeconds) { return std::max(5 * bestSeconds, 1e-3); }

json toJson(const LoadRequest &r) {
  return {{"op", "load"},
          {"program", r.program},
          {"candidate", r.candidate},
          {"reference", r.reference},
          {"entry", r.entry},
          {"reduction_length", r.reductionLength}};
}

Result<LoadRequest> loadRequestFrom(const json &object) {
  LoadRequest r;
  Fields fields(object, "load");
  fields.ignore("op").get("program", r.program).get("candidate", r.candidate).get("reference", r.reference);
  fields.get("entry", r.entry).get("reduction_length", r.reductionLength);
  return fields.done(std::move(r));
}

json toJson(const MeasureRequest &r) {
  json variants = json::array();
  for (const auto &script : r.variants) variants.push_back(script ? json(*script) : json(nullptr));
  return {{"op", "measure"},
          {"id", r.id},
          {"program", r.program},
          {"variants", variants},
          {"llvm_pipeline", r.llvmPipeline},
          {"target_cpu", r.targetCpu},
          {"threads", r.threads},
          {"input_sets", r.inputSets},
          {"inputs_file", r.inputsFile},
          {"input_ranges", r.inputRanges},
          {"seed", r.seed},
          {"verify", r.verify},
          {"cold", r.cold},
          {"min_samples", r.minSamples},
          {"max_samples", r.maxSamples},
          {"min_seconds", r.minSeconds},
          {"target_error", r.targetError},
          {"max_seconds", r.maxSeconds},
          {"pairs", r.pairs},
          {"alone", r.alone},
          {"floor_seconds", r.floorSeconds},
          {"cut_seconds", r.cutSeconds},
          {"wall_seconds", r.wallSeconds},
          {"memory_bytes", r.memoryBytes},
          {"fault", r.fault}};
}

Result<MeasureRequest> measureRequestFrom(const json &object) {
  MeasureRequest r;
  json variants = json::array();
  Fields fields(object, "measure");
  fields.ignore("op").get("id", r.id).get("program", r.program).get("variants", variants);
  fields.get("llvm_pipeline", r.llvmPipeline).get("target_cpu", r.targetCpu).get("threads", r.threads);
  fields.get("input_sets", r.inputSets).get("inputs_file", r.inputsFile).get("input_ranges", r.inputRanges);
  fields.get("seed", r.seed).get("verify", r.verify).get("cold", r.cold).get("min_samples", r.minSamples);
  fields.get("max_samples", r.maxSamples).get("min_seconds", r.minSeconds).get("cut_seconds", r.cutSeconds);
  fields.get("target_error", r.targetError).get("max_seconds", r.maxSeconds).get("pairs", r.pairs);
  fields.get("alone", r.alone).get("floor_seconds", r.floorSeconds);
  fields.get("wall_seconds", r.wallSeconds).get("memory_bytes", r.memoryBytes).get("fault", r.fault);
  for (const json &variant : variants) {
    if (variant.is_string())
      r.variants.push_back(variant.get<std::string>());
    else if (variant.is_null())
      r.variants.push_back(std::nullopt);
    else
      fields.fail("a variant is a script or null");
  }
  if (r.inputSets.empty()) fields.fail("there is no input set");
  if (r.variants.empty()) fields.fail("there is no variant");
  if (r.threads < 1 || r.minSamples < 1 || r.maxSamples < r.minSamples) fields.fail("a count is below its least");
  return fields.done(std::move(r));
}

json toJson(const Measurement &m) {
  return {{"outcome", nameOf(m.outcome)}, {"message", m.message},   {"samples", m.samples},
          {"median", m.median},           {"spread", m.spread},     {"max_error", m.maxError},
          {"input_set", m.inputSet},      {"pipeline", m.pipeline}, {"workspace_bytes", m.workspaceBytes},
          {"stages", toJson(m.stages)}};
}

Result<Measurement> measurementFrom(const json &object) {
  Measurement m;
  std::string outcome = "lost";
  json stages = json::object();
  Fields fields(object, "measurement");
  fields.get("outcome", outcome).get("message", m.message).get("samples", m.samples).get("median", m.median);
  fields.get("spread", m.spread).getOrInfinity("max_error", m.maxError).get("input_set", m.inputSet);
  fields.get("pipeline", m.pipeline).get("workspace_bytes", m.workspaceBytes).get("stages", stages);
  auto kind = findOutcome(outcome);
  if (!kind) fields.fail("unknown outcome '" + outcome + "'");
  m.outcome = kind.value_or(Outcome::lost);
  StageSeconds &s = m.stages;
  Fields inner(stages, "stages");
  inner.get("fork", s.fork).get("transform", s.transform).get("lower", s.lower).get("llvm", s.llvm);
  inner.get("link", s.link).get("inputs", s.inputs).get("run", s.run);
  if (auto ok = inner.done(s); !ok) fields.fail(ok.error().message);
  return fields.done(std::move(m));
}

json toJson(const MeasureReply &r) {
  json list = json::array();
  for (const Measurement &m : r.measurements) list.push_back(toJson(m));
  return {{"id", r.id}, {"measurements", list}, {"fastest", r.fastest}};
}

Result<MeasureReply> measureReplyFrom(const json &object) {
  MeasureReply r;
  json list = json::array();
  Fields fields(object, "reply");
  fields.get("id", r.id).get("measurements", list).get("fastest", r.fastest);
  for (const json &item : list) {
    Result<Measurement> m = measurementFrom(item);
    if (!m)
      fields.fail(m.error().message);
    else
      r.measurements.push_back(*std::move(m));
  }
  return fields.done(std::move(r));
}

}  // namespace mlir_rl
