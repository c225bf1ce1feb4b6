#include "tools/mlir-rl/command.h"

// clang-format off
// One line for each subcommand, in the order of the help: COMMAND(name, summary).
#define MLIR_RL_COMMANDS(COMMAND) \
  COMMAND(optimize, "find a faster schedule for a program, verify it, emit code") \
  COMMAND(inspect, "a program's tasks and ops: loops, work, which roof binds, what a schedule does and may do") \
  COMMAND(apply, "print the program after a schedule, or the schedule as a transform script") \
  COMMAND(measure, "time a program under given schedules, in turns, outputs compared") \
  COMMAND(replay, "measure what a proof file says again, and judge it again") \
  COMMAND(generate, "write programs to learn from: families of operations, chains and blocks, split without leaks") \
  COMMAND(kernels, "Python kernels paired with the code they become, every pair run and checked") \
  COMMAND(env, "scheduling as episodes: play, record, or serve them to another program") \
  COMMAND(train, "teach a policy to schedule, by PPO; runs can be stopped and resumed") \
  COMMAND(evaluate, "what a policy is worth on programs, with 0, 1, 10, ... measurements; a resumable table") \
  COMMAND(baseline, "time programs as others run them: PyTorch, onnxruntime, OpenVINO, IREE, plain LLVM, ...") \
  COMMAND(plot, "pictures of training runs and evaluations, by gnuplot") \
  COMMAND(report, "one HTML file about training runs and evaluations: pictures, tables, settings") \
  COMMAND(doctor, "can this machine measure? cores, caches, measured roofs, noise, tools") \
  COMMAND(store, "list, look up, export and import tuning records") \
  COMMAND(reference, "print the reference of all commands and options as Markdown")
// clang-format on

namespace mlir_rl {

#define DECLARE(name, summary) std::unique_ptr<Command> name##Command();
MLIR_RL_COMMANDS(DECLARE)
#undef DECLARE

const std::vector<CommandEntry> &commands() {
#define ROW(name, summary) {#name, summary, name##Command},
  static const std::vector<CommandEntry> all = {MLIR_RL_COMMANDS(ROW)};
#undef ROW
  return all;
}

}  // namespace mlir_rl
