#include "mlir_rl/optimize/options.h"

namespace mlir_rl {

Option convolutionsRow(std::string &form) {
  return {.name = "convolutions",
          .value = &form,
          .choices = convolutionFormNames(),
          .help =
              "What convolutions are computed as, where that suits them: as they are written, or in another form, "
              "whose rounding differs (docs/convolutions.md)"};
}

bool OptimizeOptions::hasPolicy() const {
  if (policy == "default") return targetCpu == "native" && (threads == 1 || !noMeasure);
  return policy != "none";
}

std::string OptimizeOptions::noteOnPolicy() const {
  if (policy != "default" || (threads == 1 && targetCpu == "native")) return "";
  std::string text = "the policy that comes with mlir-rl was trained on one thread of the CPU it runs on";
  if (hasPolicy()) return text + "; on " + std::to_string(threads) + " threads its proposals are guesses";
  return text + ", so there is none here unless --policy names a file";
}

std::vector<Option> OptimizeOptions::inputRows() {
  return {
      {.name = "inputs",
       .value = &inputs,
       .unit = "FILE.npz",
       .help = "Arrays arg0, arg1, ... to measure on instead of random values"},
      {.name = "input-range",
       .value = &inputRange,
       .unit = "NAME=LO:HI",
       .help = "Range of an input's values, for indices and the like"},
      {.name = "seed", .value = &seed, .help = "Seed of the input values and of the search"},
  };
}

std::vector<Option> OptimizeOptions::rows() {
  std::vector<Option> rows = {
      {.name = "trials",
       .value = &trials,
       .min = 0,
       .unit = "candidates",
       .help = "Candidates measured for the whole program, shared over its distinct tasks"},
      {.name = "time",
       .value = &time,
       .min = 0,
       .unit = "seconds",
       .help = "Stop searching after this long; 0: only --trials counts"},
      {.name = "no-measure",
       .value = &noMeasure,
       .help = "Run nothing: the policy's schedule, or the store's best, unverified"},
      {.name = "threads", .value = &threads, .min = 1, .max = 1024, .help = "Threads the code uses"},
      {.name = "entry",
       .value = &entry,
       .unit = "NAME",
       .help = "Function to optimise; default: main, or the only public one"},
      {.name = "target-cpu", .value = &targetCpu, .unit = "CPU", .help = "CPU to compile for, by LLVM's name"},
      convolutionsRow(convolutions),
      {.name = "policy",
       .value = &policy,
       .unit = "NAME|FILE|RUN",
       .help = "What proposes schedules: default (the one that comes with mlir-rl, trained on one thread; none for a "
               "--target-cpu), a weights file, a training run's folder, or none (the rules alone)"},
      {.name = "search",
       .value = &search,
       .choices = {"policy", "evolutionary", "random", "default"},
       .help = "How further schedules are found; policy becomes evolutionary when there is none"},
      {.name = "store",
       .value = &store,
       .unit = "PATH",
       .help = "Tuning records to start from and add to; default: the user's store"},
      {.name = "no-store", .value = &noStore, .help = "Neither read nor write tuning records"},
      {.name = "workers",
       .value = &workers,
       .min = 0,
       .max = 256,
       .help = "Worker processes; 0: one for each usable core"},
  };
  for (Option &row : inputRows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace mlir_rl
