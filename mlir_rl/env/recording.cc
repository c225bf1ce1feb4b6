#include "mlir_rl/env/recording.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/measure/machine_json.h"
#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/support/compressed.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

static constexpr int kVersion = 1;

Status writeRecording(const std::string &path, const Recording &recording) {
  std::string text = jsonText({{"recording", kVersion},
                               {"schema", schedulingSchema().version},
                               {"threads", recording.threads},
                               {"machine", toJson(recording.machine)}}) +
                     "\n";
  for (const RecordedProgram &program : recording.programs)
    text += jsonText({{"program", program.name}, {"text", program.text}}) + "\n";
  for (const RecordedEpisode &e : recording.episodes)
    text += jsonText({{"task", e.task},
                      {"path", e.path},
                      {"schedule", e.schedule},
                      {"outcome", nameOf(e.verdict.outcome)},
                      {"seconds", e.verdict.seconds}}) +
            "\n";
  return writeText(path, text);
}

static Status checkHead(const std::string &path, const nlohmann::json &head) {
  if (!head.is_object() || !head.contains("recording")) return badUsage(path + ": not a recording of episodes");
  if (head["recording"] != kVersion)
    return badUsage(path + ": a recording of version " + head["recording"].dump() + "; this program reads version " +
                    std::to_string(kVersion));
  std::string schema = head.value("schema", "");
  if (schema != schedulingSchema().version)
    return badUsage(path + ": observations of schema " + schema + "; this program has " + schedulingSchema().version +
                    ": record again");
  return {};
}

static RecordedEpisode episodeFrom(const nlohmann::json &line) {
  RecordedEpisode e;
  e.task = line.at("task");
  e.path = line.at("path");
  e.schedule = line.at("schedule");
  e.verdict = {findOutcome(line.at("outcome")).value_or(Outcome::lost), line.at("seconds")};
  return e;
}

Result<Recording> readRecording(const std::string &path) {
  Result<std::string> text = readText(path);
  if (!text) return tl::unexpected(text.error());
  Recording recording;
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::string where = path + ": line " + std::to_string(number);
    Result<nlohmann::json> json = parseJson(line, where);
    if (!json) return tl::unexpected(json.error());
    try {
      if (number == 1) {
        if (Status ok = checkHead(path, *json); !ok) return tl::unexpected(ok.error());
        recording.threads = json->at("threads");
        Result<Machine> machine = machineFromJson(json->at("machine"));
        if (!machine) return tl::unexpected(machine.error());
        recording.machine = *std::move(machine);
      } else if (json->contains("program")) {
        recording.programs.push_back({json->at("program"), json->at("text")});
      } else {
        recording.episodes.push_back(episodeFrom(*json));
      }
    } catch (const nlohmann::json::exception &e) {
      return badUsage(where + ": " + e.what());
    }
  }
  if (text->empty()) return badUsage(path + ": not a recording of episodes");
  return recording;
}

}  // namespace mlir_rl
