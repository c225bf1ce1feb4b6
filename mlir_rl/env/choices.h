#pragma once

/// \file
/// What may be done next, as a list: each choice is legal, and sizes come from the extents and the machine, not from a
/// fixed list.

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/schedule/cost.h"
#include "mlir_rl/schedule/draft.h"

namespace mlir_rl {

/// Where sizes come from that are offered, and what is shown of a choice.
enum class SizeSource : uint8_t {
  machine,  ///< extents, machine and cost model; shown with footprints and estimates
  fixed,    ///< a fixed list (fixed_sizes.h); shown by kind, loop and size alone, as an index into the list would be
};

/// What the rules and the cost model say of loops, remembered: the same loops come back in every episode. For one
/// thread at a time.
class TileMemory {
 public:
  explicit TileMemory(Machine machine, SizeSource sizes = SizeSource::machine)
      : machine_(std::move(machine)), sizes_(sizes) {}

  const Machine &machine() const { return machine_; }
  SizeSource sizes() const { return sizes_; }
  /// bestRegisterTile, remembered.
  std::optional<RegisterTile> best(const LoopNest &nest, int op);
  /// registerTiles with so many for each loop as lanes, remembered.
  const std::vector<RegisterTile> &ranked(const LoopNest &nest, int op);
  /// estimateNest with remembered tiles; cycles.
  double estimate(const LoopNest &nest, int threads);
  /// defaultSchedule, remembered by the task's hash, and its estimate.
  struct Rules {
    Schedule schedule;
    double cycles = 0;
  };
  const Rules &rules(const std::shared_ptr<const TaskSummary> &task, int threads);

 private:
  Machine machine_;
  SizeSource sizes_;
  std::unordered_map<std::string, std::optional<RegisterTile>> tiles_;
  std::unordered_map<std::string, std::vector<RegisterTile>> ranked_;
  std::unordered_map<std::string, Rules> rules_;
};

/// `next`: the op is done, the rules vectorise it if nobody did. `rules`: the whole task by the rules, from the start.
/// `end`: the schedule is complete; the only choice then, so that a critic can judge what is about to be measured.
enum class CandidateKind : uint8_t { act, next, rules, end };

struct Candidate {
  CandidateKind kind = CandidateKind::act;
  Action action;      ///< of `act`
  double cycles = 0;  ///< estimated of the task after it, if the rules finish it
};

/// "next", "rules", "end", or the action as text.
std::string nameOf(const Candidate &choice);

/// At most so many are listed.
inline constexpr int kMaxChoices = 64;

/// Choices on op `op` of the draft, `next` first; `rules` second while nothing is scheduled. Deterministic.
std::vector<Candidate> choicesFor(const Draft &draft, int op, int threads, TileMemory &memory);

}  // namespace mlir_rl
