#pragma once

/// \file
/// Program -> object code. Free of MLIR: callers need not see it.

#include <string>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

class Program;  // program/program.h

/// Where the seconds of lower() went.
struct LowerTimes {
  double passes = 0;  ///< MLIR's, translation to LLVM IR included
  double llvm = 0;    ///< optimiser and code generator
};

struct LowerOptions {
  std::string targetCpu = "native";  ///< or a name LLVM knows: "skylake-avx512"
  std::string llvmPipeline = "O3";   ///< "O0".."O3", or "fast": enough for code that is already made of vectors
  int threads = 1;                   ///< code for exactly this many threads; > 1 needs libomp where it runs
  bool scheduled = true;             ///< true: bufferised by a schedule; false: raw form, tensors inside
  bool nudged = false;               ///< what may be rounded otherwise moves by one unit (passes.h): errs on purpose
  bool verify = false;               ///< run MLIR's verifier between passes; LLVM's runs always, once
  LowerTimes *times = nullptr;       ///< filled when given
};

/// The pipeline as text, `builtin.module(...)`: stock mlir-opt with the plugin runs it too.
std::string pipelineText(const LowerOptions &options);

/// Lowers the program in place and translates it; LLVM's optimiser has not run. Textual LLVM IR.
/// Errors: failed, with MLIR's diagnostics; usage for an unknown CPU.
Result<std::string> lowerToLlvmIr(Program &program, const LowerOptions &options);

/// Lowers the program in place to object code. The entry must be a function on memrefs with
/// `llvm.emit_c_interface`. Errors: failed, with MLIR's or LLVM's diagnostics; usage for an unknown CPU or pipeline.
Result<Artifact> lower(Program &program, const LowerOptions &options);

}  // namespace mlir_rl
