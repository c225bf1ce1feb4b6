#include <algorithm>
#include <array>

#include "mlir_rl/env/environment.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

constexpr int kTokenWidth = 4, kCandidateWidth = 4;

/// What the toys share: a schema, random numbers of the episode, a check of the candidate.
class Toy : public Environment {
 public:
  explicit Toy(uint64_t seed) : seed_(seed) {}

  const ObservationSchema &schema() const override { return schema_; }

  Result<Observation> reset(uint64_t episode) override {
    random_ = makeRandom(seed_, episode);
    steps_ = 0;
    begin();
    return observation_ = observe();
  }

  Result<Step> step(int candidate) override {
    if (candidate < 0 || candidate >= observation_.candidates)
      return badUsage("candidate " + std::to_string(candidate) + " is not one of " +
                      std::to_string(observation_.candidates));
    ++steps_;
    Step result = take(candidate);
    if (!result.terminated) observation_ = observe();
    result.observation = observation_;
    return result;
  }

 protected:
  virtual void begin() {}
  virtual Observation observe() = 0;
  virtual Step take(int candidate) = 0;

  float unit() { return float(uniformUnit(random_)); }

  static Observation blank(int tokens, int candidates) {
    Observation o;
    o.tokens = tokens;
    o.candidates = candidates;
    o.tokenFeatures.assign(size_t(tokens * kTokenWidth), 0);
    o.candidateFeatures.assign(size_t(candidates * kCandidateWidth), 0);
    o.candidateToken.assign(size_t(candidates), 0);
    return o;
  }

  Random random_;
  Observation observation_;
  int steps_ = 0;

 private:
  uint64_t seed_;
  ObservationSchema schema_{"toy-1", kTokenWidth, kCandidateWidth};
};

/// One step among eight candidates; the reward is the feature of the one taken, of which one is 1 and the others are
/// below 0.8.
class Bandit : public Toy {
 public:
  using Toy::Toy;

 protected:
  Observation observe() override {
    Observation o = blank(1, 8);
    for (int c = 0; c < 8; ++c) o.candidateFeatures[size_t(c * kCandidateWidth)] = 0.8f * unit();
    o.candidateFeatures[size_t(uniformBelow(random_, 8) * kCandidateWidth)] = 1;
    return o;
  }
  Step take(int candidate) override {
    return {{}, observation_.candidateFeatures[size_t(candidate * kCandidateWidth)], true, false, ""};
  }
};

/// Eight steps, two candidates each; the share of right ones is paid at the end. Which is right alternates with the
/// step that the token shows.
class Chain : public Toy {
 public:
  using Toy::Toy;

 protected:
  static constexpr int kSteps = 8;

  void begin() override { right_ = 0; }
  Observation observe() override {
    Observation o = blank(1, 2);
    o.tokenFeatures[0] = float(steps_ % 2);
    o.tokenFeatures[1] = float(steps_) / kSteps;
    o.candidateFeatures[0] = 1;
    return o;
  }
  Step take(int candidate) override {
    right_ += candidate == (steps_ - 1) % 2;
    bool last = steps_ == kSteps;
    return {{}, last ? double(right_) / kSteps : 0, last, false, ""};
  }

 private:
  int right_ = 0;
};

/// Two to ten candidates on as many tokens; right is the candidate whose token has the largest first feature.
class Candidate : public Toy {
 public:
  using Toy::Toy;

 protected:
  Observation observe() override {
    int n = 2 + int(uniformBelow(random_, 9));
    Observation o = blank(n, n);
    best_ = 0;
    for (int i = 0; i < n; ++i) {
      o.tokenFeatures[size_t(i * kTokenWidth)] = unit();
      o.candidateToken[size_t(i)] = i;
      if (o.tokenFeatures[size_t(i * kTokenWidth)] > o.tokenFeatures[size_t(best_ * kTokenWidth)]) best_ = i;
    }
    return o;
  }
  Step take(int candidate) override { return {{}, candidate == best_ ? 1.0 : 0.0, true, false, ""}; }

 private:
  int best_ = 0;
};

/// Pays for candidate 1 at each step and is cut after five: what comes later still has value.
class Truncated : public Toy {
 public:
  using Toy::Toy;

 protected:
  Observation observe() override {
    Observation o = blank(1, 2);
    o.candidateFeatures[0] = 1;
    return o;
  }
  Step take(int candidate) override { return {{}, candidate == 1 ? 1.0 : 0.0, false, steps_ == 5, ""}; }
};

struct Row {
  const char *name;
  double optimum;
  std::unique_ptr<Environment> (*make)(uint64_t seed);
};

template <class T>
std::unique_ptr<Environment> make(uint64_t seed) {
  return std::make_unique<T>(seed);
}

constexpr std::array kToys = {Row{"bandit", 1, make<Bandit>}, Row{"chain", 1, make<Chain>},
                              Row{"choice", 1, make<Candidate>}, Row{"truncated", 5, make<Truncated>}};

}  // namespace

Result<std::unique_ptr<Environment>> makeToy(const std::string &name, uint64_t seed, double *optimum) {
  for (const Row &row : kToys) {
    if (row.name != name) continue;
    if (optimum) *optimum = row.optimum;
    return row.make(seed);
  }
  return badUsage("there is no toy environment '" + name + "'; known: bandit, chain, choice, truncated");
}

}  // namespace mlir_rl
