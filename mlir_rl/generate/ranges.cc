#include "mlir_rl/generate/ranges.h"

#include <cstdlib>

namespace mlir_rl {

std::vector<Option> Ranges::rows() {
  const char *sizes = "extents of matrices and sequences", *images = "rows and columns of images";
  auto least = [](const char *what) { return std::string("Smallest of ") + what; };
  auto most = [](const char *what) { return std::string("Largest of ") + what; };
  return {
      {.name = "min-size", .value = &minSize, .min = 1, .max = 65536, .help = least(sizes)},
      {.name = "max-size", .value = &maxSize, .min = 1, .max = 65536, .help = most(sizes)},
      {.name = "min-batch", .value = &minBatch, .min = 1, .max = 4096, .help = least("batches")},
      {.name = "max-batch", .value = &maxBatch, .min = 1, .max = 4096, .help = most("batches")},
      {.name = "min-channels", .value = &minChannels, .min = 1, .max = 65536, .help = least("channels and filters")},
      {.name = "max-channels", .value = &maxChannels, .min = 1, .max = 65536, .help = most("channels and filters")},
      {.name = "min-spatial", .value = &minSpatial, .min = 1, .max = 4096, .help = least(images)},
      {.name = "max-spatial", .value = &maxSpatial, .min = 1, .max = 4096, .help = most(images)},
      {.name = "kernels", .value = &kernels, .commas = true, .help = "Extents of windows, odd numbers from 1 to 31"},
      {.name = "max-memory",
       .value = &maxMemory,
       .min = 0.001,
       .max = 65536,
       .unit = "MiB",
       .help = "All tensors of a program together"},
      {.name = "max-seconds",
       .value = &maxSeconds,
       .min = 1e-6,
       .max = 3600,
       .unit = "seconds",
       .help = "Estimated time of one unscheduled run"},
      {.name = "gflops",
       .value = &gflops,
       .min = 0.001,
       .max = 10000,
       .unit = "GFLOP/s",
       .help = "Rate of unscheduled contractions that the estimate assumes"},
  };
}

static Status ordered(const char *what, int64_t least, int64_t most) {
  if (least <= most) return {};
  return badUsage(std::string("--min-") + what + " " + std::to_string(least) + " is above --max-" + what + " " +
                  std::to_string(most));
}

static Status checkKernel(const std::string &kernel) {
  char *end = nullptr;
  long value = std::strtol(kernel.c_str(), &end, 10);
  if (!kernel.empty() && *end == 0 && value >= 1 && value <= 31 && value % 2 == 1) return {};
  return badUsage("--kernels: " + kernel + " is no odd number from 1 to 31");
}

Status Ranges::check() const {
  for (Status ok : {ordered("size", minSize, maxSize), ordered("batch", minBatch, maxBatch),
                    ordered("channels", minChannels, maxChannels), ordered("spatial", minSpatial, maxSpatial)})
    if (!ok) return ok;
  if (kernels.empty()) return badUsage("--kernels: at least one is needed");
  for (const std::string &kernel : kernels)
    if (Status ok = checkKernel(kernel); !ok) return ok;
  return {};
}

}  // namespace mlir_rl
