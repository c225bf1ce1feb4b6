#include "mlir_rl/kernel_run/run.h"

#include <algorithm>
#include <numeric>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

static Status checkLaunch(const Routine &kernel, const Launch &launch) {
  size_t dims = launch.dims.size();
  if (dims < 1 || dims > kMaxArrayDims) return badUsage("a launch has 1 to 4 dimensions");
  if (kernel.dims && size_t(kernel.dims) != dims)
    return badUsage(kernel.name + " is for a launch of " + std::to_string(kernel.dims) + " dimensions, not " +
                    std::to_string(dims));
  int64_t threads = 1;
  for (int32_t extent : launch.dims) {
    if (extent < 0) return badUsage("a launch's extents are at least 0");
    if (__builtin_mul_overflow(threads, extent, &threads)) return badUsage("a launch has at most 2^63 threads");
  }
  return {};
}

static Status checkArguments(const Routine &kernel, std::span<const Argument> arguments) {
  if (arguments.size() != kernel.types.size())
    return badUsage(kernel.name + " takes " + std::to_string(kernel.types.size()) + " arguments, not " +
                    std::to_string(arguments.size()));
  for (size_t i = 0; i < arguments.size(); ++i)
    if (arguments[i].type != kernel.types[i] || arguments[i].bytes.size() != kernel.sizes[i])
      return badUsage("argument " + std::to_string(i) + " of " + kernel.name + " is no " + typeText(kernel.types[i]));
  return {};
}

/// Places of threads in row-major order, in the order in which they run; empty for that order itself.
static std::vector<int64_t> threadOrder(const Launch &launch, int64_t threads) {
  std::vector<int64_t> order;
  if (!launch.shuffle) return order;
  order.resize(size_t(threads));
  std::iota(order.begin(), order.end(), 0);
  Random random = makeRandom(*launch.shuffle);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[uniformBelow(random, i)]);
  return order;
}

static std::array<int32_t, kMaxArrayDims> threadIndex(const Launch &launch, int64_t number) {
  std::array<int32_t, kMaxArrayDims> index = {};
  for (size_t dim = launch.dims.size(); dim-- > 0; number /= launch.dims[dim])
    index[dim] = int32_t(number % launch.dims[dim]);
  return index;
}

/// The instructions of one thread, and how many they were.
static int64_t runThread(const Inst *inst, Run &run) {
  int64_t count = 0;
  while (inst) {
    inst = inst->handler(inst, run);
    ++count;
  }
  return count;
}

static Fault faultOf(const Code &code, const Run &run) {
  int at = int(run.at - code.insts.data());
  Fault fault = {.rule = run.broken, .place = code.places[size_t(at)], .function = "", .detail = run.detail};
  for (const auto *routines : {&code.functions, &code.kernels})
    for (const Routine &routine : *routines)
      if (at >= routine.begin && at < routine.end) fault.function = routine.name;
  fault.thread = get<std::array<int32_t, kMaxArrayDims>>(run, kThreadSlot);
  return fault;
}

/// Parameters are variables, so every thread gets the arguments anew.
static void giveArguments(const Routine &kernel, std::span<const Argument> arguments, Run &run) {
  for (size_t i = 0; i < arguments.size(); ++i)
    std::memcpy(run.frame + kernel.parameters[i], arguments[i].bytes.data(), arguments[i].bytes.size());
}

Result<Outcome> run(const Code &code, int kernel, const Launch &launch, std::span<const Argument> arguments) {
  const Routine &routine = code.kernels[size_t(kernel)];
  if (Status launches = checkLaunch(routine, launch); !launches) return tl::unexpected(launches.error());
  if (Status suits = checkArguments(routine, arguments); !suits) return tl::unexpected(suits.error());
  std::vector<std::byte> frame = code.image;
  Run run = {.frame = frame.data(), .names = &code.names, .iterations = launch.iterations, .at = nullptr, .detail = ""};
  int64_t threads = std::accumulate(launch.dims.begin(), launch.dims.end(), int64_t(1), std::multiplies<>());
  std::vector<int64_t> order = threadOrder(launch, threads);
  Outcome outcome;
  for (int64_t i = 0; i < threads; ++i, ++outcome.threads) {
    put(run, kThreadSlot, threadIndex(launch, order.empty() ? i : order[size_t(i)]));
    giveArguments(routine, arguments, run);
    outcome.instructions += runThread(&code.insts[size_t(routine.begin)], run);
    if (run.broken == Rule::kept) continue;
    outcome.fault = faultOf(code, run);
    return outcome;
  }
  return outcome;
}

int findKernel(const Code &code, std::string_view name) {
  for (size_t i = 0; i < code.kernels.size(); ++i)
    if (code.kernels[i].name == name) return int(i);
  return -1;
}

}  // namespace mlir_rl::kernel
