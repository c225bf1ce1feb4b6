#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/augment.h"
#include "mlir_rl/kernel_set/outside.h"
#include "mlir_rl/kernel_set/records.h"
#include "mlir_rl/kernel_set/set_options.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/kernels/action.h"

// clang-format off
// One line for each action, in the order of the help: ACTION(name, second argument, options, what it does).
#define MLIR_RL_KERNELS_ACTIONS(ACTION) \
  ACTION(generate, "", "out count seed families forms shard quota jobs seconds memory python libdevice ", "make a set, or go on with one") \
  ACTION(check, "DIR", "sample with python jobs seconds memory libdevice ", "make rows of a set again, run them, compare everything; or the files of an export with its manifest") \
  ACTION(stats, "DIR", "xz ", "what is in a set, in numbers") \
  ACTION(show, "ID", "form seconds memory python libdevice ", "make one kernel from its id and print it, or a form of it") \
  ACTION(export, "DIR", "out format forms task augment python libdevice ", "write a set as files for others, with manifest and card") \
  ACTION(report, "DIR", "out xz ", "one HTML file about a set: sizes, lengths, families, checks, samples") \
  ACTION(lower, "FILE.py", "kernel form python libdevice out ", "a kernel of a Python file in one of its forms") \
  ACTION(subset, "", "", "the Python that kernels are written in, as Markdown")
// clang-format on

namespace mlir_rl {

#define DECLARE(name, target, taken, about) Status name##Kernels(const KernelsOptions &options, const Context &context);
MLIR_RL_KERNELS_ACTIONS(DECLARE)
#undef DECLARE

namespace {

constexpr KernelsAction kActions[] = {
#define ROW(name, target, taken, about) {#name, target, taken, about, name##Kernels},
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
    help += (help.empty() ? "" : "; ") + std::string(action.name) + (*action.target ? " " : "") + action.target + ": " +
            action.about;
  return help;
}

/// "generate: ", "check, export: ": which actions take an option.
std::string takers(const std::string &option) {
  std::string text;
  for (const KernelsAction &action : kActions)
    if ((" " + std::string(action.taken)).find(" " + option + " ") != std::string::npos)
      text += (text.empty() ? "" : ", ") + std::string(action.name);
  return text;
}

template <class Rows>
std::vector<std::string> namesOf(const Rows &rows) {
  std::vector<std::string> names;
  for (const auto &row : rows) names.emplace_back(row.name);
  return names;
}

std::string warpNames() {
  std::string names;
  for (const kernel::FormRow &row : kernel::forms())
    if (row.maker == kernel::FormMaker::warp) names += (names.empty() ? "" : ", ") + std::string(row.name);
  return names;
}

std::string outsideHelp() {
  std::string help;
  for (const kernel::OutsideRow &row : kernel::outsideChecks())
    help += (help.empty() ? "" : "; ") + std::string(row.name) + ": " + row.about;
  return help;
}

}  // namespace

std::vector<Option> KernelsOptions::rows() {
  std::vector<Option> rows = {
      {.name = "out",
       .value = &out,
       .letter = 'o',
       .otherNames = {"output"},
       .unit = "DIR|FILE",
       .help = "Where it is written; of lower a file, else standard output; of report a file, else report.html in the "
               "folder"},
      {.name = "count", .value = &count, .min = 0, .unit = "kernels", .help = "How many, all shards together"},
      {.name = "seed", .value = &seed, .help = "Seed of everything random"},
      {.name = "families", .value = &families, .commas = true, .help = "Only kernels of these"},
      {.name = "forms",
       .value = &forms,
       .choices = namesOf(kernel::forms()),
       .commas = true,
       .help = "Only these; generate without it: all but " + warpNames() + ", which need warp-lang"},
      {.name = "shard",
       .value = &shard,
       .unit = "I/N",
       .help = "Only indices with index % N == I, into a file of their own in DIR"},
      {.name = "quota", .value = &quota, .min = 1, .help = "Rows that may share a structure, names and literals apart"},
      {.name = "jobs", .value = &jobs, .letter = 'j', .min = 1, .max = 256, .help = "Processes at work"},
      {.name = "seconds", .value = &seconds, .min = 0.1, .unit = "seconds", .help = "Time for one stage of a row"},
      {.name = "memory", .value = &memory, .min = 64, .unit = "MiB", .help = "Memory for a process at work"},
      {.name = "sample", .value = &sample, .min = 0, .unit = "rows", .help = "So many, spread evenly; 0: all"},
      {.name = "with",
       .value = &with,
       .choices = namesOf(kernel::outsideChecks()),
       .help = "Nothing is made again: " + outsideHelp()},
      {.name = "xz",
       .value = &xz,
       .choices = namesOf(kernel::forms()),
       .help = "How well sources and this form compress"},
      {.name = "kernel", .value = &kernel, .unit = "NAME", .help = "Which of the file; default: the only one"},
      {.name = "form",
       .value = &form,
       .choices = namesOf(kernel::forms()),
       .help = "The form to print; default: of show the Python text, of lower mlir"},
      {.name = "format", .value = &format, .choices = {"json", "jsonl", "parquet"}, .help = "Of the files"},
      {.name = "task",
       .value = &task,
       .choices = namesOf(kernel::tasks()),
       .help = "Pairs of source and target instead of rows"},
      {.name = "augment",
       .value = &augment,
       .choices = namesOf(kernel::augmentations()),
       .commas = true,
       .help = "Each row also written in these ways, with its id and split"},
      {.name = "python",
       .value = &python,
       .unit = "FILE",
       .help = "Python with pyarrow, for Parquet, or warp-lang, for Warp; default: that of .venv-kernels, which `make "
               "kernel-tools` fills, else python3"},
      {.name = "libdevice",
       .value = &libdevice,
       .unit = "FILE",
       .help = "libdevice.10.bc, for PTX of kernels with mathematical functions; default: in .venv-kernels"}};
  for (Option &row : rows) row.help = takers(row.name) + ": " + row.help;
  return rows;
}

std::set<kernel::Form> KernelsOptions::formSet() const {
  if (forms.empty()) return kernel::defaultForms();
  std::set<kernel::Form> set;
  for (const std::string &name : forms) set.insert(kernel::findForm(name)->id);
  return set;
}

kernel::PoolOptions KernelsOptions::pool() const {
  return {.jobs = jobs, .seconds = seconds, .memoryBytes = memory << 20};
}

void printText(const std::string &text) { fwrite(text.data(), 1, text.size(), stdout); }
void printJson(const nlohmann::json &value) { printText(jsonText(value) + "\n"); }

namespace {

class Kernels : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = {
        {.name = "action",
         .value = &options_.action,
         .choices = actionNames(),
         .positional = true,
         .required = true,
         .help = actionsHelp()},
        {.name = "target",
         .value = &options_.target,
         .positional = true,
         .unit = "DIR|ID|FILE",
         .help = "A folder of a set or export, the id of a kernel, or a file of Python kernels"}};
    std::vector<Option> more = options_.rows();
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
  }

  Status run(const Context &context) override {
    const auto *action = std::find_if(std::begin(kActions), std::end(kActions),
                                      [&](const KernelsAction &a) { return options_.action == a.name; });
    if (Status fits = checkOptions(*action); !fits) return fits;
    return action->run(options_, context);
  }

 private:
  Status checkOptions(const KernelsAction &action) {
    std::string name = std::string("kernels ") + action.name, taken = " " + std::string(action.taken);
    if (!*action.target && !options_.target.empty()) return badUsage(name + " takes no " + options_.target);
    if (*action.target && options_.target.empty()) return badUsage(name + " needs a " + action.target);
    KernelsOptions defaults;
    std::vector<Option> rows = options_.rows(), unset = defaults.rows();
    for (size_t i = 0; i < rows.size(); ++i)
      if (textOf(rows[i]) != textOf(unset[i]) && taken.find(" " + rows[i].name + " ") == std::string::npos)
        return badUsage(name + " takes no " + rows[i].flag() + ", which is of " + takers(rows[i].name));
    return {};
  }

  KernelsOptions options_;
};

}  // namespace

std::unique_ptr<Command> kernelsCommand() { return std::make_unique<Kernels>(); }

}  // namespace mlir_rl
