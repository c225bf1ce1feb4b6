#include "tools/mlir-rl/kernels/action.h"

// clang-format off
// One line for each action, in the order of the help: ACTION(name, what it does).
#define MLIR_RL_KERNELS_ACTIONS(ACTION) \
  ACTION(subset, "the Python that kernels are written in, as Markdown")
// clang-format on

namespace mlir_rl {

#define DECLARE(name, about) Status name##Kernels(const KernelsOptions &options, const Context &context);
MLIR_RL_KERNELS_ACTIONS(DECLARE)
#undef DECLARE

namespace {

constexpr KernelsAction kActions[] = {
#define ROW(name, about) {#name, about, name##Kernels},
    MLIR_RL_KERNELS_ACTIONS(ROW)
#undef ROW
};

std::vector<std::string> actionNames() {
  std::vector<std::string> names;
  for (const KernelsAction &action : kActions) names.emplace_back(action.name);
  return names;
}

std::string actionsHelp() {
  std::string help;
  for (const KernelsAction &action : kActions)
    help += (help.empty() ? "" : "; ") + std::string(action.name) + ": " + action.about;
  return help;
}

class Kernels : public Command {
 public:
  std::vector<Option> options() override {
    return {{.name = "action",
             .value = &options_.action,
             .choices = actionNames(),
             .positional = true,
             .required = true,
             .help = actionsHelp()}};
  }

  Status run(const Context &context) override {
    for (const KernelsAction &action : kActions)
      if (options_.action == action.name) return action.run(options_, context);
    return badUsage("unknown action");  // the option's choices leave none
  }

 private:
  KernelsOptions options_;
};

}  // namespace

std::unique_ptr<Command> kernelsCommand() { return std::make_unique<Kernels>(); }

}  // namespace mlir_rl
