#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/generate/family.h"
#include "mlir_rl/learner/config.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/schedules_reference.h"

namespace mlir_rl {
namespace {

/// docs/commands.md is what this prints; with --schedules, the part of docs/schedules.md about the kinds of action;
/// with --families, the table of docs/generate.md; with --train-config, configs/example.json.
class Reference : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "schedules", .value = &schedules_, .help = "The kinds of action instead"},
            {.name = "families", .value = &families_, .help = "The families of generated programs instead"},
            {.name = "train-config",
             .value = &trainConfig_,
             .help = "Every key of a configuration of train with its default, as JSON, instead"}};
  }

  Status run(const Context &) override {
    Result<std::string> out = families_      ? familiesMarkdown()
                              : schedules_   ? schedulesReference()
                              : trainConfig_ ? writeTrainConfig({}).dump(2) + "\n"
                                             : commandsReference();
    if (!out) return tl::unexpected(out.error());
    fwrite(out->data(), 1, out->size(), stdout);
    return {};
  }

 private:
  static std::string commandsReference() {
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
    return out;
  }

  bool schedules_ = false, families_ = false, trainConfig_ = false;
};

}  // namespace

std::unique_ptr<Command> referenceCommand() { return std::make_unique<Reference>(); }

}  // namespace mlir_rl
