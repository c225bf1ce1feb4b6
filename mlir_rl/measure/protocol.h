#pragma once

/// \file
/// What the program and its workers say to each other: one JSON object a line.
///
///     -> {"op": "load", "program": ID, "candidate": MLIR text, "reference": MLIR text, "entry": NAME, ...}
///     -> {"op": "measure", "id": 7, "program": ID, "variants": [{"script": TEXT or null}], ...}
///     <- {"id": 7, "measurements": [{"outcome": "ok", "samples": [...], ...}]}
///
/// An unknown field is an error: both sides are of one version.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/flow/measurement.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// A program a worker is to know: sent once, then named by `program`.
struct LoadRequest {
  std::string program;    ///< any unique name, usually a hash
  std::string candidate;  ///< module that scripts apply to, in prepared form
  std::string reference;  ///< module with the same entry and arguments, lowered unscheduled: gives the right outputs
  std::string entry = "main";
  double reductionLength = 1;  ///< longest chain of accumulations: widens the error bound
};

/// How variants of one program are built and judged.
struct MeasureRequest {
  int64_t id = 0;
  std::string program;
  /// Transform scripts; nothing: the reference itself. More than one: timed in turns within one process.
  std::vector<std::optional<std::string>> variants;
  std::string llvmPipeline = "O3";
  std::string targetCpu = "native";
  int threads = 1;
  std::vector<std::string> inputSets = {"normal"};  ///< compared on each, timed on the first
  std::string inputsFile;                           ///< .npz; replaces generated values of the arrays it holds
  std::vector<std::string> inputRanges;             ///< "arg1=0:100"
  uint64_t seed = 1;
  bool verify = true;
  bool cold = false;  ///< caches are emptied before each run
  int minSamples = 3;
  int maxSamples = 1000;
  double minSeconds = 0.02;  ///< of running, for each variant
  double targetError = 0;    ///< go on until medians are known this well (relative), at most maxSeconds; 0: not asked
  double maxSeconds = 2;     ///< of running, for each variant
  int pairs = 0;             ///< several variants: go on until the fastest is known by so many pairs (timing.h); 0: no
  bool alone = false;        ///< no other worker builds while this is timed; always so with threads > 1
  double floorSeconds = 0;   ///< what the machine cannot beat: a median more than 1.1 times below is implausible
  double cutSeconds = 0;     ///< stop a variant whose first call takes longer; 0: never
  double wallSeconds = 60;   ///< for everything but waiting to be timed; the child is killed after it
  int64_t memoryBytes = int64_t{8} << 30;  ///< beyond what the worker has already
  std::string fault;  ///< tests only: what the candidate's code does instead (needs --allow-faults)
};

/// cutSeconds for candidates that compete with one of `bestSeconds`: five times slower. The first call also pays for pages
/// and cold caches, so it always gets a millisecond.
double cutLimit(double bestSeconds);

struct MeasureReply {
  int64_t id = 0;
  std::vector<Measurement> measurements;  ///< one for each variant
  int fastest = -1;  ///< with pairs: the variant that wins, each against the best before it; -1: none is known
};

const char *nameOf(Outcome outcome);
std::optional<Outcome> findOutcome(const std::string &name);

nlohmann::json toJson(const LoadRequest &request);
nlohmann::json toJson(const MeasureRequest &request);
nlohmann::json toJson(const MeasureReply &reply);
nlohmann::json toJson(const Measurement &measurement);

Result<LoadRequest> loadRequestFrom(const nlohmann::json &json);
Result<MeasureRequest> measureRequestFrom(const nlohmann::json &json);
Result<MeasureReply> measureReplyFrom(const nlohmann::json &json);
Result<Measurement> measurementFrom(const nlohmann::json &json);

}  // namespace mlir_rl
