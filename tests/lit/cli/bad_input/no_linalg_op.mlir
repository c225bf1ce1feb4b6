// No op to schedule: compiled as it is, and said so.
// RUN: rm -rf %t.dir
// RUN: %mlir_rl optimize %s --no-store -o %t.dir --emit obj,mlir | FileCheck %s
// CHECK: chosen: unscheduled
// CHECK: note: there is no linalg op to schedule: compiled as it is
// RUN: ls %t.dir | FileCheck %s --check-prefix=FILES
// FILES: no_linalg_op.mlir
// FILES: no_linalg_op.o
// RUN: %mlir_rl replay %t.dir/no_linalg_op.proof.json | FileCheck %s --check-prefix=REPLAY
// REPLAY: confirmed: nothing is faster than unscheduled
// RUN: %mlir_rl optimize %s --no-store --no-measure --json | FileCheck %s --check-prefix=JSON
// JSON: "chosen":"unscheduled"
// RUN: %mlir_rl inspect %s | FileCheck %s --check-prefix=INSPECT
// INSPECT: there is no linalg op to schedule

func.func @main(%a: tensor<4x8xf32>) -> tensor<4x8xf32> {
  return %a : tensor<4x8xf32>
}
