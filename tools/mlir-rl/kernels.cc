#include "mlir_rl/kernel/form.h"
#include "tools/mlir-rl/kernels/action.h"

// clang-format off
// One line for each action, in the order of the help: ACTION(name, what it does).
#define MLIR_RL_KERNELS_ACTIONS(ACTION) \
  ACTION(lower, "a kernel of a Python file in one of its forms") \
  ACTION(report, "one HTML file about a set: sizes, lengths, families, checks, samples") \
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

std::vector<std::string> formNames() {
  std::vector<std::string> names;
  for (const kernel::FormRow &row : kernel::forms()) names.emplace_back(row.name);
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
    return {
        {.name = "action",
         .value = &options_.action,
         .choices = actionNames(),
         .positional = true,
         .required = true,
         .help = actionsHelp()},
        {.name = "file",
         .value = &options_.file,
         .positional = true,
         .unit = "PATH",
         .help =
             "Of lower: a file of Python kernels in the style of NVIDIA Warp (docs/kernels-subset.md); of report: the "
             "folder of a set"},
        {.name = "kernel", .value = &options_.kernel, .unit = "NAME", .help = "Of lower: which; default: the only one"},
        {.name = "form", .value = &options_.form, .choices = formNames(), .help = "Of lower: the form to print"},
        {.name = "libdevice",
         .value = &options_.libdevice,
         .unit = "FILE",
         .help = "libdevice.10.bc, for PTX of kernels with mathematical functions; default: in .venv-kernels, which "
                 "`make kernel-tools` fills"},
        {.name = "output",
         .value = &options_.output,
         .letter = 'o',
         .unit = "FILE",
         .help = "File to write; default: standard output; of report: report.html in the folder"}};
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
