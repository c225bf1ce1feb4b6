#include "mlir_rl/peers/peer.h"

#include <vector>

#include "mlir_rl/support/nearest.h"

namespace mlir_rl {

std::span<const Peer> peers() {
  static const Peer all[] = {
      {"unscheduled", "unscheduled", "plain loops of the program as it is written, LLVM's O3 for this CPU", "library",
       PeerForm::library, "O3"},
      {"llvm-o0", "LLVM O0", "the same loops, not optimised", "library", PeerForm::library, "O0"},
      {"llvm-o1", "LLVM O1", "the same loops", "library", PeerForm::library, "O1"},
      {"llvm-o2", "LLVM O2", "the same loops", "library", PeerForm::library, "O2"},
      {"roof-fma", "FMA roof", "as many multiply-adds as the program needs, on registers", "roof", PeerForm::roof,
       "multiply-adds"},
      {"roof-stream", "stream roof", "the program's bytes, read and written once", "roof", PeerForm::roof, "stream"},
      {"mlir-default", "default MLIR", "upstream's affine passes: fused, tiled by 32, super-vectorised; LLVM's O3",
       "mlir_default", PeerForm::mlir},
      {"pytorch", "PyTorch eager", "the call that a user writes, inference mode; the output is allocated at each call",
       "pytorch", PeerForm::torch, "eager"},
      {"pytorch-out", "PyTorch, out=", "the form that writes into a tensor that exists, where there is one", "pytorch",
       PeerForm::torch, "out"},
      {"torch-jit", "torch.jit", "traced, frozen, optimised for inference", "pytorch", PeerForm::torch, "jit"},
      {"torch-compile", "torch.compile", "inductor, static shapes, frozen weights", "pytorch", PeerForm::torch,
       "compile"},
      {"onnxruntime", "onnxruntime", "the exported model, all graph optimisations, inputs and outputs bound once",
       "onnx_runtime", PeerForm::onnx},
      {"openvino", "OpenVINO", "the exported model; one stream, latency hint, float32 forced", "open_vino",
       PeerForm::onnx},
      {"iree", "IREE", "the .mlir file, llvm-cpu for this CPU at O3, the local device", "iree_runtime", PeerForm::mlir},
      {"tvm", "TVM MetaSchedule", "the exported model, tuned with 96 trials: minutes a program", "tvm_runtime",
       PeerForm::onnx, "96"},
      {"openblas", "OpenBLAS", "products of matrices and vectors alone, as NumPy calls it", "openblas",
       PeerForm::torch},
  };
  return all;
}

bool isRival(const Peer &peer) { return peer.form != PeerForm::library && peer.form != PeerForm::roof; }

Result<Peer> findPeer(const std::string &name) {
  std::vector<std::string> names;
  for (const Peer &peer : peers()) {
    if (name == peer.name) return peer;
    names.push_back(peer.name);
  }
  return badUsage("there is no peer '" + name + "'" + didYouMean(name, names));
}

std::string titleOf(const std::string &name) {
  Result<Peer> peer = findPeer(name);
  return peer ? peer->title : name;
}

}  // namespace mlir_rl
