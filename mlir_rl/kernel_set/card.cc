#include "mlir_rl/kernel_set/card.h"

#include "mlir_rl/kernel_set/records.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

namespace {

std::string extensionOf(const Manifest &manifest) {
  return manifest.format == "jsonl" ? "jsonl.zst" : manifest.format == "json" ? "json" : "parquet";
}

std::string headText(const Manifest &manifest) {
  std::string text =
      "---\npretty_name: Python kernels and the code they become\nlicense: mit\nlanguage: code\n"
      "task_categories:\n- text-generation\ntags:\n- code\n- compilers\n- mlir\n- llvm\nconfigs:\n"
      "- config_name: default\n  data_files:\n";
  for (Split split : kSplits)
    for (const WrittenFile &file : manifest.files)
      if (file.split == split) {
        text += std::string("  - split: ") + splitName(split) + "\n    path: " + splitName(split) + "-*." +
                extensionOf(manifest) + "\n";
        break;
      }
  return text + "---\n\n";
}

/// Whose text is Warp's.
std::string warpText(const Manifest &manifest) {
  std::string names;
  for (Form form : manifest.forms)
    if (rowOf(form).maker == FormMaker::warp)
      names += std::string(names.empty() ? "`" : ", `") + rowOf(form).name + "`";
  if (names.empty()) return "Nothing here is Warp's own output.";
  return "Warp's own output is " + names +
         ", with its release on\nthe first line; Warp is NVIDIA's, Apache 2.0. These " +
         "were not run: where Warp computes something else is in\ndocs/kernels-warp.md of the project.";
}

std::string whatText(const Manifest &manifest) {
  std::string forms;
  for (Form form : manifest.forms)
    forms += std::string("| `") + rowOf(form).name + "` | " + backendName(rowOf(form).backend) + " | " +
             rowOf(form).about + " |\n";
  std::string text =
      "# Python kernels and the code they become\n\n"
      "Kernels in the style of NVIDIA Warp, made by a generator, each with the code that a compiler based on MLIR and\n"
      "LLVM makes of it. " +
      warpText(manifest) + "\n\n| form | backend | what it is |\n| --- | --- | --- |\n" + forms + "\n";
  if (const TaskRow *task = findTask(manifest.task))
    text += std::string("The records are pairs of the task *") + task->name + "*: " + task->about + ".\n\n";
  return text;
}

constexpr const char *kCheckedText = R"(## How every row was checked

- The text was read back by Python's parser and typed; it gives the tree that it was printed from.
- An interpreter of that tree, which shares no code with the compiler, ran the kernel on at least three input sets. A row
  whose kernel breaks a rule there (an index out of bounds, a division by 0, a value that is not set), leaves something
  that is not finite, or depends on the order of its threads is not here.
- The forms that run were run on the same inputs; every array held the same bits afterwards, NaNs and padding apart. Which
  ones ran is in `variants` of JSON lines and in the table below.
- Renamed duplicates are refused; of one structure (names and literals left out) there are at most as many as the quota.
- The split is a function of the structure's hash, so no structure is in two splits.

)";

constexpr const char *kLimitsText = R"(## Limits

- The kernels are synthetic: constructs are as frequent as the generator makes them, not as people write them.
- Forms without a line under "a compiled form ran" were not run: they are other printings of what was.
- Near-duplicates by tokens remain, also across splits; the table says how many.
- Input sets are small; times are not in this export.

)";

std::string fieldsText(const Manifest &manifest) {
  std::string text = "## Fields\n\n";
  if (!manifest.task.empty())
    text += "`source`, `target` and their forms; `task`; `kernel_name`. ";
  else if (manifest.format == "jsonl")
    text +=
        "`python_source`, `kernel_name`; `forms`: all texts by form; `missing`: why a form has none; `hashes` of the "
        "tree, of the\nMLIR text and of what was observed; `runs`: the input sets (shapes, rules, seeds) and what was "
        "observed on them;\n`variants`: what ran and agreed; `instructions` of the interpreter; `uses` of the "
        "language. ";
  else
    text += "`python_source`, `ir_code`, `kernel_name`, `backend`, `form`: one record for each form of a kernel. ";
  return text +
         "Of all: `id`\n(generator's version, seed, index: `mlir-rl kernels show ID` makes it again), `family`, "
         "`split`, `augmentation` (empty: as\ngenerated).\n\n";
}

std::string madeText(const Manifest &manifest) {
  const SetOptions &options = manifest.set.options;
  std::string families, augmentations;
  for (const std::string &family : options.families) families += (families.empty() ? "" : ",") + family;
  for (const std::string &name : manifest.augmentations) augmentations += (augmentations.empty() ? "" : ",") + name;
  return "## How it was made\n\n`mlir-rl kernels generate --seed " + std::to_string(options.seed) +
         (families.empty() ? "" : " --families " + families) + "` with generator " +
         std::to_string(manifest.set.generator) + ", " + manifest.set.builder +
         "; then `mlir-rl kernels export --format " + manifest.format +
         (manifest.task.empty() ? "" : " --task " + manifest.task) +
         (augmentations.empty() ? "" : " --augment " + augmentations) +
         "`. `manifest.json` has every file with\nits SHA-256.\n\n";
}

/// Whether a record may hold PTX that is linked with libdevice.
bool holdsLibdevice(const Manifest &manifest) {
  bool holdsPtx = manifest.task.empty() && manifest.forms.contains(Form::ptx);
  for (const TaskSides &sides : taskSides(manifest.task, manifest.forms)) holdsPtx |= sides.target == Form::ptx;
  return holdsPtx && manifest.set.builder.find("no libdevice") == std::string::npos;
}

std::string licenceText(const Manifest &manifest) {
  std::string text = std::string("## Licence\n\n") + kLicence + ".\n";
  if (!holdsLibdevice(manifest)) return text;
  return text +
         "Functions of NVIDIA's libdevice are linked into `ptx` where a kernel calls them; NVIDIA's CUDA\nlicence "
         "covers "
         "those.\n";
}

}  // namespace

std::string cardText(const Manifest &manifest, const SetStats &stats) {
  SetStats timeless = stats;
  timeless.stageSeconds.clear();
  return headText(manifest) + whatText(manifest) + madeText(manifest) + fieldsText(manifest) + kCheckedText +
         "## Numbers\n\n" + std::to_string(manifest.rows) + " kernels, " + std::to_string(manifest.records) +
         " records.\n\n```\n" + statsText(timeless) + "```\n\n" + kLimitsText + licenceText(manifest);
}

}  // namespace mlir_rl::kernel
