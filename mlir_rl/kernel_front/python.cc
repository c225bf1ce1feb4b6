#include "mlir_rl/kernel_front/python.h"

#include <unistd.h>

#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

static constexpr const char *kEnded = "its process ended; is Python 3.9 or newer installed?";

Status startPython(LineProcess &process, const PythonPlace &place, const std::vector<std::string> &flags) {
  if (!exists(place.script)) return badEnvironment(place.script + " is missing: it comes with mlir-rl");
  std::vector<std::string> words = {place.python, "-I", "-X", "utf8"};
  words.insert(words.end(), flags.begin(), flags.end());
  words.push_back(place.script);
  std::vector<char *> arguments;
  for (std::string &word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  return process.start([&] { execvp(arguments[0], arguments.data()); });
}

Error PythonParser::lost(const std::string &why) {
  process_.stop();
  return {ErrorKind::environment, "Python's parser (" + place_.python + " " + place_.script + "): " + why};
}

Result<std::vector<nlohmann::json>> PythonParser::parse(const std::vector<std::string> &sources, double seconds) {
  if (!process_.runs())
    if (Status ok = startPython(process_, place_, {"-S"}); !ok) return tl::unexpected(ok.error());
  Result<nlohmann::json> answered = process_.ask({{"sources", sources}}, seconds);
  if (!answered) {
    bool ended = answered.error().kind == ErrorKind::environment;
    return tl::unexpected(lost(ended ? kEnded : answered.error().message));
  }
  nlohmann::json trees = answered->is_object() ? answered->value("trees", nlohmann::json()) : nlohmann::json();
  if (!trees.is_array() || trees.size() != sources.size()) return tl::unexpected(lost("its answer has another form"));
  return trees.get<std::vector<nlohmann::json>>();
}

}  // namespace mlir_rl::kernel
