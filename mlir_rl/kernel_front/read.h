#pragma once

/// \file
/// Python text -> typed module of kernels, or everything that is wrong with it.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_front/python.h"

namespace mlir_rl::kernel {

/// What is wrong at a place: the rule in words, and what to write instead.
struct Diagnostic {
  Place place;
  std::string message;
};

struct Reading {
  Module module;                   ///< whole when there are no errors
  std::vector<Diagnostic> errors;  ///< in the order of the text; nothing that only follows from another
};

/// From a syntax tree in the form of python/kernels/parse.py.
Reading readTree(const nlohmann::json &tree);

/// One line each: "FILE:LINE:COLUMN: message".
std::string diagnosticsText(const std::vector<Diagnostic> &errors, const std::string &file);

/// Parses and types one source. Errors: diagnosticsText (usage), or the parser's process (environment).
Result<Module> readKernels(PythonParser &parser, const std::string &source, const std::string &file);

/// Of a larger program, the kernel of that name, or the only one when `kernel` is empty, with what it needs; other
/// statements may be any Python. Errors: the same, and that there is no such kernel (usage).
Result<Module> readKernel(PythonParser &parser, const std::string &source, const std::string &file,
                          const std::string &kernel);

}  // namespace mlir_rl::kernel
