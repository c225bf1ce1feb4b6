#pragma once

/// \file
/// One row of a set: a kernel, what it became, and what was checked about it. Plain data; texts by their hashes.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel/form.h"
#include "mlir_rl/kernel_run/inputs.h"
#include "mlir_rl/kernel_set/id.h"

namespace mlir_rl::kernel {

enum class RowState : uint8_t {
  kept,       ///< checked, and in the set
  duplicate,  ///< an earlier row is too much like it
  rejected,   ///< the kernel breaks a rule: the oracle stopped, an output is not finite, threads' order matters
  failed,     ///< a stage of ours crashed, refused, took too long, or disagreed with the oracle
};
const char *stateName(RowState state);

/// A text by its hash. Lines are newlines; a token is a word of letters, digits and underscores, or any other character
/// that is no space.
struct TextFacts {
  std::string hash;  ///< the first 32 digits of its SHA-256; empty: there is no text
  int64_t bytes = 0, lines = 0, tokens = 0;
  bool operator==(const TextFacts &) const = default;
};

struct FormFacts {
  TextFacts text;
  std::string reason;  ///< why there is no text
  bool operator==(const FormFacts &) const = default;
};

/// Of all scalars of a buffer.
struct ValueFacts {
  int64_t scalars = 0;
  double finite = 1;         ///< share of them; 1 when there are none
  double low = 0, high = 0;  ///< of the finite ones
  bool operator==(const ValueFacts &) const = default;
};

struct ParameterFacts {
  std::string name;
  std::string before, after;  ///< hashBuffer; equal when the kernel did not change it
  ValueFacts input, output;
  bool operator==(const ParameterFacts &) const = default;
};

/// The oracle's run on one input set.
struct RunFacts {
  LaunchInput input;
  int64_t threads = 0;
  int64_t instructions = 0;  ///< of the interpreter, all threads together
  std::vector<ParameterFacts> parameters;
  bool operator==(const RunFacts &) const = default;
};

/// 16 hex digits each; empty where the row did not come so far.
struct RowHashes {
  std::string exact, renamed, blanked;  ///< of the tree: hashKernel
  std::string mlir;                     ///< of the text as MLIR
  std::string behaviour;                ///< of all outputs of all input sets
  bool operator==(const RowHashes &) const = default;
};

/// What of the language a kernel uses, in words.
struct Uses {
  std::set<std::string> builtins;  ///< as written: "a + b", "wp.sin"
  std::set<std::string> scalars;   ///< "float32"
  std::set<std::string> shapes;    ///< "scalar", "vector", "matrix", "struct", "array1d" ...
  std::set<std::string> statements, expressions;
  bool operator==(const Uses &) const = default;
};

struct Row {
  KernelId id;
  RowState state = RowState::kept;
  std::string stage, message;  ///< where and why it is not kept
  std::string family, kernel;
  RowHashes hashes;
  TextFacts python;
  std::map<Form, FormFacts> forms;
  std::vector<RunFacts> runs;
  std::vector<std::string> variants;  ///< that ran on every input set and agreed with the oracle
  int64_t instructions = 0;           ///< of the kernel and its functions in the interpreter's form
  Uses uses;
  bool operator==(const Row &) const = default;
};

/// Nanoseconds of each stage; measured, so no part of what a row is.
using StageTimes = std::map<std::string, int64_t>;

/// A row on its way into a store.
struct MadeRow {
  Row row;
  std::map<std::string, std::string> texts;  ///< by hash
  StageTimes times;
};

/// Notes the text, and gives what the row keeps of it.
TextFacts addText(MadeRow &made, std::string text);
TextFacts factsOf(std::string_view text);

}  // namespace mlir_rl::kernel
