#include "mlir_rl/evaluate/conditions.h"

#include <nlohmann/json.hpp>

namespace mlir_rl {

using nlohmann::json;

json toJson(const Conditions &conditions) {
  return {{"policy", conditions.policy},
          {"threads", conditions.threads},
          {"seed", conditions.seed},
          {"machine", conditions.machine},
          {"convolutions", conditions.convolutions}};
}

Conditions conditionsFrom(const json &value) {
  Conditions conditions;
  value.at("policy").get_to(conditions.policy);
  value.at("threads").get_to(conditions.threads);
  value.at("seed").get_to(conditions.seed);
  value.at("machine").get_to(conditions.machine);
  conditions.convolutions = value.value("convolutions", conditions.convolutions);  // the first tables had one form
  return conditions;
}

}  // namespace mlir_rl
