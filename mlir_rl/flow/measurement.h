#pragma once

/// \file
/// What measuring a candidate gives. Failure is a value with a kind of its own.

#include <cstdint>
#include <string>
#include <vector>

namespace mlir_rl {

enum class Outcome : uint8_t {
  ok,               ///< ran, and its outputs agree with the reference
  cut,              ///< slower than the caller's limit: stopped early and counted slow, outputs not judged
  refused,          ///< the schedule is not legal for the program
  transformFailed,  ///< the transform script did not apply
  loweringFailed,   ///< a pass of the pipeline failed
  compileFailed,    ///< LLVM or the linker failed
  timeout,
  crash,      ///< a signal: message names it
  forbidden,  ///< a system call outside the allowed set
  outOfMemory,
  wrongOutput,  ///< outputs differ beyond the error bound
  guardHit,     ///< wrote outside its outputs
  implausible,  ///< faster than the machine's measured roof allows
  lost,         ///< the worker died; the job may be repeated
};

/// Seconds spent in each stage of one candidate.
struct StageSeconds {
  double fork = 0, transform = 0, lower = 0, llvm = 0, link = 0, inputs = 0, run = 0;
};

struct Measurement {
  Outcome outcome = Outcome::lost;
  std::string message;          ///< for failures: which stage said what
  std::vector<double> samples;  ///< seconds of one call each
  double median = 0;            ///< seconds
  double spread = 0;            ///< interquartile range / median
  double maxError = 0;          ///< largest |ours - reference| / bound over all elements; <= 1 is right
  std::string inputSet;         ///< for wrongOutput: the input set that disagreed
  std::string pipeline;         ///< LLVM pipeline that compiled it: "fast" ranks, "O3" decides
  int64_t workspaceBytes = 0;
  StageSeconds stages;
};

}  // namespace mlir_rl
