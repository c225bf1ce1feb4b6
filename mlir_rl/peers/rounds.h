#pragma once

/// \file
/// One interleaved run: in each round every entrant makes one burst of calls, in an order that changes.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/peers/child.h"
#include "mlir_rl/peers/contest.h"
#include "mlir_rl/peers/peer.h"

namespace mlir_rl {

/// A entrant with what its process is told.
struct Entry {
  std::string name;
  std::string module, variant;  ///< as in Peer
  nlohmann::json order;         ///< of `prepare`: mlir, onnx, library, header; whatever its module reads
  bool hasOutputs = true;       ///< else there is nothing to compare
};

struct RoundsOptions {
  int rounds = 20;
  uint64_t seed = 0;   ///< of inputs and order
  int threads = 1;     ///< of each entrant
  std::string folder;  ///< for inputs, outputs and what libraries make on the way
  std::function<bool()> interrupted = [] { return false; };
  std::function<void(int done)> progress = [](int) {};
};

/// Keeps a process for each name from one program to the next.
class Arena {
 public:
  explicit Arena(ChildPlace place) : place_(std::move(place)), clerk_(place_, {"clerk"}) {}
  Arena(const Arena &) = delete;

  /// The model of the program at `mlir` as an ONNX file, made when it is missing or older. "" when it cannot be made;
  /// the reason is then in `why`. Errors: the process cannot be started.
  Result<std::string> onnxOf(const std::string &mlir, const std::string &folder, std::string &why);

  /// Inputs are the same normal random numbers for all; outputs are compared with those of the first entrant that
  /// is measured. Errors: a process cannot be started; inputs cannot be made; interrupted.
  Result<std::vector<Entrant>> run(const std::string &mlir, const std::vector<Entry> &entries,
                                   const RoundsOptions &options);

 private:
  Child &childOf(const Entry &entry, int threads);
  Result<Entrant> prepare(const Entry &entry, nlohmann::json order, const RoundsOptions &options);
  Status burst(const Entry &entry, Entrant &one, const RoundsOptions &options);
  Status compare(const std::vector<Entry> &entries, std::vector<Entrant> &all, const std::string &folder);

  ChildPlace place_;
  Child clerk_;
  std::vector<std::pair<std::string, std::unique_ptr<Child>>> children_;
};

}  // namespace mlir_rl
