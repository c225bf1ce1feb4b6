#include "mlir_rl/kernel_python/python_run.h"

namespace mlir_rl::kernel {

static constexpr std::string_view kDigits = "0123456789abcdef";

static std::string hexOf(const std::vector<std::byte> &bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (std::byte byte : bytes) {
    text += kDigits[size_t(byte >> 4)];
    text += kDigits[size_t(byte & std::byte(15))];
  }
  return text;
}

/// Whether the text is the digits of as many bytes as there are; then they are put there.
static bool putHex(const std::string &text, std::vector<std::byte> &bytes) {
  if (text.size() != 2 * bytes.size() || text.find_first_not_of(kDigits) != std::string::npos) return false;
  for (size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = std::byte(16 * kDigits.find(text[2 * i]) + kDigits.find(text[2 * i + 1]));
  return true;
}

static nlohmann::json requestOf(const TextLaunch &launch, const std::vector<Buffer> &buffers) {
  nlohmann::json given = nlohmann::json::array();
  for (const Buffer &buffer : buffers) given.push_back({{"shape", buffer.shape}, {"bytes", hexOf(buffer.bytes)}});
  return {{"source", launch.source}, {"kernel", launch.kernel}, {"dims", launch.dims}, {"buffers", std::move(given)}};
}

/// Whether the answer has the contents of these buffers; then they hold them.
static bool takeAnswer(const nlohmann::json &answer, std::vector<Buffer> &buffers) {
  auto given = answer.find("buffers");
  if (given == answer.end() || !given->is_array() || given->size() != buffers.size()) return false;
  for (size_t i = 0; i < buffers.size(); ++i)
    if (!(*given)[i].is_string() || !putHex((*given)[i].get<std::string>(), buffers[i].bytes)) return false;
  return true;
}

Result<nlohmann::json> PythonRunner::ask(const nlohmann::json &request, double seconds) {
  Result<nlohmann::json> answer = process_.ask(request, seconds);
  if (answer && answer->is_object()) return answer;
  process_.stop();
  std::string why = answer ? "its answer has another form" : answer.error().message;
  return tl::unexpected(Error{answer ? ErrorKind::failed : answer.error().kind,
                              "Python (" + place_.python + " " + place_.script + "): " + why});
}

Status PythonRunner::start() {
  if (process_.runs()) return {};
  if (Status started = startPython(process_, place_, {"-B"}); !started) return started;
  Result<nlohmann::json> answer = ask(nlohmann::json::object(), 60);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->contains("numpy") && (*answer)["numpy"].is_string()) return {};
  process_.stop();
  return badEnvironment(place_.python + " has no NumPy, which runs kernels' Python text: install Debian's package " +
                        "python3-numpy, or `" + place_.python + " -m pip install numpy`");
}

Result<std::vector<Buffer>> PythonRunner::run(const TextLaunch &launch, std::vector<Buffer> buffers, double seconds) {
  if (Status started = start(); !started) return tl::unexpected(started.error());
  Result<nlohmann::json> answer = ask(requestOf(launch, buffers), seconds);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->contains("fault"))
    return failed("line " + std::to_string(answer->value("line", 0)) + ": " + answer->value("fault", ""));
  if (answer->contains("error"))
    return badUsage("Python cannot run " + launch.kernel + ": " + answer->value("error", ""));
  if (!takeAnswer(*answer, buffers)) return failed("Python's answer for " + launch.kernel + " has another form");
  return buffers;
}

}  // namespace mlir_rl::kernel
