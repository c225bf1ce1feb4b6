#pragma once

/// \file
/// Under what programs are timed: what evaluations and contests have in common.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mlir_rl {

/// Results of other conditions are results of other experiments.
struct Conditions {
  std::string policy;  ///< model and weights' hash, wherever they lie; "none"
  int threads = 1;
  uint64_t seed = 0;
  std::string machine;                  ///< fingerprint
  std::string convolutions = "direct";  ///< the form they were computed in
  bool operator==(const Conditions &) const = default;
};

/// An object, to which whoever has conditions adds what is its own.
nlohmann::json toJson(const Conditions &conditions);
/// From that object. Throws nlohmann::json::exception, for readers of a whole row to catch.
Conditions conditionsFrom(const nlohmann::json &value);

}  // namespace mlir_rl
