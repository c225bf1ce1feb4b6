#include "warm_up.h"

#include "mlir_rl/lower/load.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/program/program.h"
#include "mlir_rl/transform/apply.h"

namespace mlir_rl {

static constexpr const char *kProgram = R"(
func.func @main(%a: memref<8x32xf32>, %b: memref<32x64xf32>, %c: memref<8x64xf32> {mlir_rl.output})
    attributes {llvm.emit_c_interface, mlir_rl.task = "warm"} {
  %x = bufferization.to_tensor %a restrict : memref<8x32xf32> to tensor<8x32xf32>
  %y = bufferization.to_tensor %b restrict : memref<32x64xf32> to tensor<32x64xf32>
  %z = bufferization.to_tensor %c restrict writable : memref<8x64xf32> to tensor<8x64xf32>
  %r = linalg.generic {
      indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>],
      iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : tensor<8x32xf32>, tensor<32x64xf32>) outs(%z : tensor<8x64xf32>)
      attrs = {mlir_rl.op = 0 : i64, mlir_rl.vectorize = array<i64: 4, 32, 1>, mlir_rl.lanes = 1 : i64} {
  ^bb0(%p: f32, %q: f32, %o: f32):
    %s = arith.mulf %p, %q : f32
    %t = arith.addf %o, %s : f32
    linalg.yield %t : f32
  } -> tensor<8x64xf32>
  bufferization.materialize_in_destination %r in restrict writable %c : (tensor<8x64xf32>, memref<8x64xf32>) -> ()
  return
}
)";

static constexpr const char *kScript = R"(
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%module: !transform.any_op {transform.consumed}) {
    %op = transform.structured.match attributes{mlir_rl.op = 0 : i64} in %module : (!transform.any_op) -> !transform.any_op
    %t, %l = transform.structured.tile_using_forall %op tile_sizes [4, 0, 0] : (!transform.any_op) -> (!transform.any_op, !transform.any_op)
    %f = transform.structured.match ops{["func.func"]} in %module : (!transform.any_op) -> !transform.any_op
    transform.apply_cse to %f : !transform.any_op
    transform.apply_patterns to %f { transform.apply_patterns.canonicalization } : !transform.any_op
    transform.bufferization.eliminate_empty_tensors %module : !transform.any_op
    %b = transform.bufferization.one_shot_bufferize layout{IdentityLayoutMap} %module {memcpy_op = "linalg.copy"} : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
)";

void warmUp() {
  Result<Program> program = parseProgram(kProgram, "warm up", {});
  if (!program || !applyScript(*program, kScript)) return;
  LowerOptions options;
  options.llvmPipeline = "fast";
  if (Result<Artifact> artifact = lower(*program, options)) (void)load(*artifact);
}

}  // namespace mlir_rl
