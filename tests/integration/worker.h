#pragma once

/// \file
/// A worker and a small program for the tests that need one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "mlir_rl/measure/runner.h"

namespace mlir_rl::testing {

/// A product of 32x32 matrices in the form of a task.
inline constexpr const char *kSmallMatmul = R"(
func.func @main(%a: memref<32x32xf32>, %b: memref<32x32xf32>, %c: memref<32x32xf32> {mlir_rl.output})
    attributes {llvm.emit_c_interface} {
  %zero = arith.constant 0.0 : f32
  %x = bufferization.to_tensor %a restrict : memref<32x32xf32> to tensor<32x32xf32>
  %y = bufferization.to_tensor %b restrict : memref<32x32xf32> to tensor<32x32xf32>
  %z = bufferization.to_tensor %c restrict writable : memref<32x32xf32> to tensor<32x32xf32>
  %f = linalg.fill ins(%zero : f32) outs(%z : tensor<32x32xf32>) -> tensor<32x32xf32>
  %r = linalg.matmul {mlir_rl.op = 0 : i64} ins(%x, %y : tensor<32x32xf32>, tensor<32x32xf32>)
      outs(%f : tensor<32x32xf32>) -> tensor<32x32xf32>
  bufferization.materialize_in_destination %r in restrict writable %c : (tensor<32x32xf32>, memref<32x32xf32>) -> ()
  return
}
)";

/// Does nothing but bufferise.
inline constexpr const char *kPlainScript = R"(
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(%module: !transform.any_op {transform.consumed}) {
    %b = transform.bufferization.one_shot_bufferize layout{IdentityLayoutMap} %module
        {memcpy_op = "linalg.copy"} : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
)";

inline WorkerOptions workerOptions(int workers = 1) {
  return {.binary = MLIR_RL_BUILD_DIR "/mlir-rl-worker", .workers = workers, .allowFaults = true};
}

/// Workers that know the small product as "small".
inline std::unique_ptr<Runner> runnerWithProgram(const WorkerOptions &options = workerOptions()) {
  auto runner = makeWorkerRunner(options);
  EXPECT_TRUE(runner) << runner.error().message;
  if (!runner) return nullptr;
  EXPECT_TRUE((*runner)->load({"small", kSmallMatmul, kSmallMatmul, "main", 32}));
  return *std::move(runner);
}

inline MeasureRequest smallRequest() {
  return {.id = 1, .program = "small", .variants = {kPlainScript}, .minSeconds = 0, .wallSeconds = 20};
}

/// The measurement of the only variant.
inline Measurement measure(Runner &runner, const MeasureRequest &request) {
  Result<MeasureReply> reply = measureOne(runner, request);
  EXPECT_TRUE(reply) << reply.error().message;
  if (!reply || reply->measurements.empty()) return {};
  EXPECT_EQ(reply->id, request.id);
  return reply->measurements.front();
}

}  // namespace mlir_rl::testing
