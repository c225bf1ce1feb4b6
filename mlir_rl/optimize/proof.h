#pragma once

/// \file
/// What an optimisation leaves for others to check: the program, the schedules, every sample, the verdict.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/optimize/options.h"
#include "mlir_rl/optimize/report.h"
#include "mlir_rl/program/program.h"
#include "mlir_rl/store/record.h"

namespace mlir_rl {

/// The schedules of one distinct task.
struct ProofTask {
  std::string hash;
  Schedule rules, found;
};

struct Proof {
  std::string input;        ///< path of the program's file, for people
  std::string program;      ///< the whole program as MLIR text
  std::string entry;        ///< its function
  OptimizeOptions options;  ///< threads, target CPU, inputs and their ranges, seed; the rest does not matter
  std::string inputsHash;   ///< of the content of options.inputs; "" when values were generated
  Machine machine;          ///< that measured, with its roofs
  Versions versions;
  int64_t unixTime = 0;
  std::vector<ProofTask> tasks;
  Measurement unscheduled, rules, found;  ///< with all samples, timed in turns
  Choice choice = Choice::unscheduled;
};

/// Of an optimisation that measured. Errors: the file with inputs cannot be read.
Result<Proof> makeProof(const Program &program, const OptimizeReport &report, const OptimizeOptions &options);

nlohmann::json toJson(const Proof &proof);

/// Errors: usage, when it is no proof, is damaged, or its samples do not give its verdict; environment, when a newer
/// version of the program wrote it.
Result<Proof> proofFrom(const nlohmann::json &value);

/// One JSON object. Errors: those of files.h, and of proofFrom, naming the path.
Status writeProof(const std::string &path, const Proof &proof);
Result<Proof> readProof(const std::string &path);

}  // namespace mlir_rl
