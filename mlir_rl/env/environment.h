#pragma once

/// \file
/// Episodes: observations, steps, rewards. What a learner sees of the rest of the project.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/flow/observation.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What a step leads to. `terminated`: the episode ended by itself, nothing follows; `truncated`: it was cut (too many
/// steps), so the state's value still counts. After either, `observation` is the last state's and reset() comes next.
struct Step {
  Observation observation;
  double reward = 0;
  bool terminated = false;
  bool truncated = false;
  std::string info;  ///< JSON object at the end of an episode: program, schedule, seconds, speedup, failure; else empty
};

/// One episode at a time.
class Environment {
 public:
  virtual ~Environment() = default;

  virtual const ObservationSchema &schema() const = 0;

  /// Starts episode `episode`: which program, and everything random in it, is a pure function of the environment's seed
  /// and this number.
  virtual Result<Observation> reset(uint64_t episode) = 0;

  /// Takes candidate `candidate` of the last observation.
  virtual Result<Step> step(int candidate) = 0;
};

/// Many environments, steps answered when they are ready: a measurement of one does not hold up the others.
class VectorEnvironment {
 public:
  virtual ~VectorEnvironment() = default;

  virtual const ObservationSchema &schema() const = 0;
  virtual int size() const = 0;

  /// Starts an episode in a slot, or takes a step there. One of them may be under way in each slot.
  virtual Status sendReset(int slot, uint64_t episode) = 0;
  virtual Status sendStep(int slot, int candidate) = 0;

  struct Answer {
    int slot = 0;
    Step step;  ///< of a reset: only the observation
  };
  /// How many answers receive() gives without waiting: a learner asks its network about all of these at once.
  virtual int ready() const = 0;

  /// The next answer, in the order in which they become ready; an error when none is under way.
  virtual Result<Answer> receive() = 0;
};

/// Copies of one environment, each stepped at once when it is sent to: for environments that take no time.
std::unique_ptr<VectorEnvironment> makeSerialVector(std::vector<std::unique_ptr<Environment>> environments);

/// Known optima, for tests of learners. By name: "bandit" (one step, best candidate by its features), "chain" (eight
/// steps, reward at the end), "choice" (candidates of changing number; which is best depends on the tokens),
/// "truncated" (never terminates by itself). `optimum` receives the best expected return of an episode.
Result<std::unique_ptr<Environment>> makeToy(const std::string &name, uint64_t seed, double *optimum = nullptr);

}  // namespace mlir_rl
