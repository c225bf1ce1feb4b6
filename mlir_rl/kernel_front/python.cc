#include "mlir_rl/kernel_front/python.h"

#include <unistd.h>

#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

static constexpr const char *kEnded = "its process ended; is Python 3.9 or newer installed?";

Status PythonParser::start() {
  if (!exists(place_.script)) return badEnvironment(place_.script + " is missing: it comes with mlir-rl");
  // Isolated: no user's packages, no variables of the environment. Nothing but the standard library is needed.
  return process_.start([this] {
    execlp(place_.python.c_str(), place_.python.c_str(), "-I", "-S", "-X", "utf8", place_.script.c_str(), nullptr);
  });
}

Error PythonParser::lost(const std::string &why) {
  process_.stop();
  return {ErrorKind::environment, "Python's parser (" + place_.python + " " + place_.script + "): " + why};
}

Result<std::vector<nlohmann::json>> PythonParser::parse(const std::vector<std::string> &sources, double seconds) {
  if (!process_.runs())
    if (Status ok = start(); !ok) return tl::unexpected(ok.error());
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
