#include <cstdio>

#include "tools/mlir-rl/command.h"

namespace mlir_rl {
namespace {

/// docs/commands.md is what this prints.
class Reference : public Command {
 public:
  std::vector<Option> options() override { return {}; }

  Status run(const Context &) override {
    std::string out =
        "# Commands\n\nPrinted by `mlir-rl reference`; `make docs` writes it here.\n\n"
        "Every command also takes `--json` (one JSON object on standard output), `--quiet` (no progress) and\n"
        "`--config FILE` (a JSON object whose keys are the option names with `_` for `-`; flags win).\n"
        "Exit codes: 0 done, 1 the work failed, 2 wrong usage, 3 the machine lacks something.\n";
    for (const CommandEntry &entry : commands()) {
      out += std::string("\n## mlir-rl ") + entry.name + "\n\n" + entry.summary + "\n";
      std::unique_ptr<Command> command = entry.make();
      std::vector<Option> rows = command->options();
      if (!rows.empty()) out += "\n" + markdownTable(rows);
    }
    fwrite(out.data(), 1, out.size(), stdout);
    return {};
  }
};

}  // namespace

std::unique_ptr<Command> referenceCommand() { return std::make_unique<Reference>(); }

}  // namespace mlir_rl
