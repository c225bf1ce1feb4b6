#pragma once

/// \file
/// The torch door: networks that score candidates and value states. This header is C++17, as libtorch needs it, and
/// free of torch; what is behind it lies in a shared library that is opened by the first makeNetwork().

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/flow/observation.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// The names of the models, in the order of the documents.
const std::vector<std::string> &modelNames();

struct NetworkConfig {
  std::string model = "lstm";  ///< one of modelNames()
  int hiddenSize = 128;
  int layers = 2;
  int heads = 4;       ///< of attention; divides hiddenSize
  double dropout = 0;  ///< in updates only
  ObservationSchema schema;
  uint64_t seed = 0;  ///< of the first weights
};

/// What the network says about a batch of observations.
struct Evaluation {
  std::vector<float> logits;  ///< of all candidates, observation after observation
  std::vector<float> values;  ///< one for each observation
};

/// One decision to learn from.
struct Sample {
  const Observation *observation = nullptr;
  int candidate = 0;  ///< the one that was taken, or is to be imitated
  float oldLogProbability = 0;
  float advantage = 0;
  float target = 0;  ///< for the value: the return
  float oldValue = 0;
};

enum class Objective {
  ppo,      ///< clipped policy loss, value loss, entropy
  imitate,  ///< cross entropy of the given candidates, value loss, entropy
  value,    ///< the critic alone
};

struct UpdateOptions {
  Objective objective = Objective::ppo;
  double learningRate = 3e-4;
  double clip = 0.2;     ///< of the probability ratio
  double valueClip = 0;  ///< how far the value may move from the old one; 0: no clipping
  double entropyCoefficient = 0.01;
  double valueCoefficient = 0.5;
  /// imitate: a decision weighs exp(advantage / temperature), at most 20 times as much as one of advantage 0 (Peng et
  /// al., *Advantage-weighted regression*, 2019); 0: all weigh the same.
  double temperature = 0;
  double maxGradientNorm = 0.5;  ///< 0: gradients are not cut
  uint64_t seed = 0;             ///< of dropout
};

/// A complete state with what it earned; compared with others of its group alone.
struct Verdicted {
  const Observation *observation = nullptr;
  int group = 0;  ///< from 0
  float target = 0;
};

/// Means over the minibatch, before the step.
struct UpdateStats {
  double policyLoss = 0, valueLoss = 0, entropy = 0;
  double approxKl = 0;      ///< mean of (r - 1) - log r
  double oldApproxKl = 0;   ///< mean of -log r
  double clipFraction = 0;  ///< share of samples whose ratio is beyond the clip
  double gradientNorm = 0;  ///< before it was cut
};

struct NamedTensor {
  std::string name;
  std::vector<int64_t> shape;
  std::vector<float> values;
};

/// Runs on one thread; the same calls give the same bits.
class Network {
 public:
  virtual ~Network() = default;
  virtual const NetworkConfig &config() const = 0;
  virtual int64_t parameterCount() const = 0;

  /// Without dropout. Errors: an observation of other widths; what torch reports.
  virtual Result<Evaluation> evaluate(const std::vector<const Observation *> &observations) = 0;

  /// One step of Adam (eps 1e-5). Error (failed): the loss is not finite; weights are then as before.
  virtual Result<UpdateStats> update(const std::vector<Sample> &samples, const UpdateOptions &options) = 0;

  /// The judge: for each complete state the log of its speed, up to a number that all schedules of a task share. It is
  /// not part of the policy; it ranks what the policy proposes. Empty when it never learned.
  virtual Result<std::vector<float>> judge(const std::vector<const Observation *> &observations) = 0;
  /// Column by column the judge takes mean and deviation from these: before it learns.
  virtual Status calibrateJudge(const std::vector<const Observation *> &observations) = 0;
  /// One step of Adam on the smooth absolute error between judgments and targets, both less their group's mean; the
  /// loss before it. Error (failed): it is not finite.
  virtual Result<double> updateJudge(const std::vector<Verdicted> &samples, double learningRate, uint64_t seed) = 0;

  /// Weights, and with `optimizer` Adam's moments and step count: everything a resumed run needs.
  virtual std::vector<NamedTensor> tensors(bool optimizer) const = 0;
  /// Takes back what tensors() gave; without moments these start anew. Error (usage): names or shapes differ.
  virtual Status setTensors(const std::vector<NamedTensor> &tensors) = 0;
};

/// Error (usage): an unknown model, sizes that do not fit each other.
Status checkNetwork(const NetworkConfig &config);

/// Errors: an unknown model, sizes that do not fit (usage); the library cannot be opened (environment).
Result<std::unique_ptr<Network>> makeNetwork(const NetworkConfig &config);

}  // namespace mlir_rl
