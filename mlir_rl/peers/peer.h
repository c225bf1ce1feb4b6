#pragma once

/// \file
/// Other ways to run a program: libraries, other compilers, our own code without schedules. One row each; help, tables
/// and documentation come from the rows.

#include <span>
#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What a peer is given to run.
enum class PeerForm {
  library,  ///< a shared library that we compile
  mlir,     ///< the .mlir file
  torch,    ///< what the program is in PyTorch
  onnx,     ///< that, exported
  roof,     ///< its counts of operations and bytes: no outputs to compare
};

struct Peer {
  const char *name;    ///< "torch-compile"
  const char *title;   ///< "torch.compile"
  const char *about;   ///< how it is run
  const char *module;  ///< python/peers/runtimes/MODULE.py
  PeerForm form;
  const char *variant = "";  ///< for modules that serve several rows; of a library the pipeline it is compiled with
};

std::span<const Peer> peers();

/// Whether somebody would use it instead of ours: neither unscheduled code nor a roof.
bool isRival(const Peer &peer);

/// Error (usage): no peer of this name; the message names the nearest.
Result<Peer> findPeer(const std::string &name);

/// How tables name an entrant: a peer's title, else the name itself.
std::string titleOf(const std::string &name);

}  // namespace mlir_rl
