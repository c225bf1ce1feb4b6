#include "mlir_rl/env/serve.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/env/features.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

nlohmann::json rowsOf(const std::vector<float> &values, int rows, int width) {
  nlohmann::json all = nlohmann::json::array();
  for (int i = 0; i < rows; ++i)
    all.push_back(std::vector<float>(values.begin() + long(i) * width, values.begin() + long(i + 1) * width));
  return all;
}

nlohmann::json toJson(const Observation &o, const ObservationSchema &schema) {
  return {{"tokens", rowsOf(o.tokenFeatures, o.tokens, schema.tokenWidth)},
          {"candidates", rowsOf(o.candidateFeatures, o.candidates, schema.candidateWidth)},
          {"token_part", o.tokenPart},
          {"candidate_token", o.candidateToken},
          {"names", o.names}};
}

class Server {
 public:
  explicit Server(VectorEnvironment &environment) : environment_(environment) {}

  nlohmann::json hello() const {
    nlohmann::json line = {{"schema", environment_.schema().version}};
    if (environment_.schema().version != schedulingSchema().version) return line;
    line["token_columns"] = tokenColumns();
    line["candidate_columns"] = candidateColumns();
    return line;
  }

  nlohmann::json answer(const nlohmann::json &line) {
    Result<nlohmann::json> answer = handle(line);
    if (!answer) return {{"error", answer.error().message}};
    return *std::move(answer);
  }

 private:
  Result<nlohmann::json> handle(const nlohmann::json &line) {
    if (!line.is_object() || line.size() != 1) return badUsage("a line is an object with one of reset, step, mask");
    const nlohmann::json &value = line.begin().value();
    if (line.contains("reset")) return reset(value);
    if (line.contains("step")) return step(value);
    if (line.contains("mask")) return nlohmann::json({{"names", running_ ? last_.names : std::vector<std::string>()}});
    return badUsage("unknown request '" + line.begin().key() + "'; known: reset, step, mask");
  }

  Result<nlohmann::json> reset(const nlohmann::json &episode) {
    if (!episode.is_number_unsigned()) return badUsage("reset takes the number of an episode");
    if (Status ok = environment_.sendReset(0, episode); !ok) return tl::unexpected(ok.error());
    auto answer = environment_.receive();
    if (!answer) return tl::unexpected(answer.error());
    running_ = true;
    last_ = std::move(answer->step.observation);
    return nlohmann::json({{"observation", toJson(last_, environment_.schema())}});
  }

  Result<nlohmann::json> step(const nlohmann::json &value) {
    if (!running_) return badUsage("there is no episode: reset first");
    Result<int> candidate = candidateOf(value);
    if (!candidate) return tl::unexpected(candidate.error());
    if (Status ok = environment_.sendStep(0, *candidate); !ok) return tl::unexpected(ok.error());
    auto answer = environment_.receive();
    if (!answer) return tl::unexpected(answer.error());
    Step &step = answer->step;
    running_ = !step.terminated && !step.truncated;
    last_ = std::move(step.observation);
    nlohmann::json line = {{"observation", toJson(last_, environment_.schema())},
                           {"reward", step.reward},
                           {"terminated", step.terminated},
                           {"truncated", step.truncated}};
    if (!step.info.empty()) line["info"] = nlohmann::json::parse(step.info);
    return line;
  }

  Result<int> candidateOf(const nlohmann::json &value) const {
    if (value.is_number_integer()) return value.get<int>();
    if (!value.is_string()) return badUsage("step takes the number of a candidate, or its name");
    auto found = std::find(last_.names.begin(), last_.names.end(), value.get<std::string>());
    if (found == last_.names.end()) return badUsage("no candidate is called " + value.dump());
    return int(found - last_.names.begin());
  }

  VectorEnvironment &environment_;
  Observation last_;
  bool running_ = false;
};

}  // namespace

Status serve(VectorEnvironment &environment, int in, int out) {
  Server server(environment);
  JsonLineReader reader(in);
  if (Status ok = writeJsonLine(out, server.hello()); !ok) return ok;
  for (;;) {
    Result<std::optional<nlohmann::json>> line = reader.next();
    nlohmann::json answer;
    if (line && !*line) return {};
    answer = line ? server.answer(**line) : nlohmann::json({{"error", line.error().message}});
    if (!line && line.error().kind != ErrorKind::usage) return tl::unexpected(line.error());
    if (Status ok = writeJsonLine(out, answer); !ok) return ok;
  }
}

}  // namespace mlir_rl
