// Reads an MLIR file and prints the tasks that mlir-rl would tune, with the ops of each.
#include <cstdio>

#include "mlir_rl/program/prepare.h"
#include "mlir_rl/program/program.h"

namespace {

int complain(const mlir_rl::Error &error) {
  fprintf(stderr, "embed: %s\n", error.message.c_str());
  return static_cast<int>(error.kind);
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 2) return complain({mlir_rl::ErrorKind::usage, "usage: embed FILE.mlir"});
  mlir_rl::Result<mlir_rl::Program> program = mlir_rl::readProgram(argv[1], {});
  if (!program) return complain(program.error());
  mlir_rl::Result<mlir_rl::Prepared> prepared = mlir_rl::prepare(*program);
  if (!prepared) return complain(prepared.error());
  for (const mlir_rl::Task &task : prepared->tasks) {
    printf("%s x%d: %.3g FLOP\n", task.summary.hash.c_str(), task.summary.count, task.summary.flops);
    for (const mlir_rl::OpSummary &op : task.summary.ops) printf("  %s, %zu loops\n", op.name.c_str(), op.loops.size());
  }
}
