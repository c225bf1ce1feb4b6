#pragma once

/// \file
/// A subcommand is one file `tools/mlir-rl/NAME.cc` and one line in `commands.cc`. The file defines a class with
/// its options and what it does, and `std::unique_ptr<Command> NAMECommand()` in namespace mlir_rl.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/support/options.h"
#include "mlir_rl/support/progress.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What every subcommand is told.
struct Context {
  bool json = false;         ///< --json: standard output holds exactly one JSON object, nothing else
  bool quiet = false;        ///< --quiet: no progress
  std::string binaryFolder;  ///< where the program lies; mlir-rl-worker lies beside it
  std::string commandLine;   ///< as typed, for records

  /// How to show progress on standard error.
  ProgressStyle progressStyle() const { return progressStyleFor(2, quiet || json); }
  /// A line on standard error before long work, unless progress is not wanted.
  void announce(const std::string &line) const {
    if (progressStyle() != ProgressStyle::silent) std::fprintf(stderr, "%s\n", line.c_str());
  }
};

class Command {
 public:
  virtual ~Command() = default;
  /// Rows bound to members of this object. --json, --quiet and --config are added to each command.
  virtual std::vector<Option> options() = 0;
  /// Called when the flags were read and before run(): reads what files the flags name. Flags are applied again
  /// afterwards, so they win.
  virtual Status readFiles() { return {}; }
  /// Results go to standard output, everything else to standard error. The error's kind is the exit code;
  /// its message is printed by the caller.
  virtual Status run(const Context &context) = 0;
};

struct CommandEntry {
  const char *name;
  const char *summary;
  std::unique_ptr<Command> (*make)();
};

/// All subcommands, in the order of the help.
const std::vector<CommandEntry> &commands();

}  // namespace mlir_rl
