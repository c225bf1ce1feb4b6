#include "mlir_rl/kernel_python/text_launch.h"

#include <string_view>

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

nlohmann::json requestOf(const TextLaunch &launch, const std::vector<Buffer> &buffers) {
  nlohmann::json given = nlohmann::json::array();
  for (const Buffer &buffer : buffers) given.push_back({{"shape", buffer.shape}, {"bytes", hexOf(buffer.bytes)}});
  return {{"source", launch.source}, {"kernel", launch.kernel}, {"dims", launch.dims}, {"buffers", std::move(given)}};
}

bool takeAnswer(const nlohmann::json &answer, std::vector<Buffer> &buffers) {
  auto given = answer.find("buffers");
  if (given == answer.end() || !given->is_array() || given->size() != buffers.size()) return false;
  for (size_t i = 0; i < buffers.size(); ++i)
    if (!(*given)[i].is_string() || !putHex((*given)[i].get<std::string>(), buffers[i].bytes)) return false;
  return true;
}

Result<nlohmann::json> askObject(LineProcess &process, const std::string &who, const nlohmann::json &request,
                                 double seconds) {
  Result<nlohmann::json> answer = process.ask(request, seconds);
  if (answer && answer->is_object()) return answer;
  process.stop();
  std::string why = answer ? "its answer has another form" : answer.error().message;
  return tl::unexpected(Error{answer ? ErrorKind::failed : answer.error().kind, who + ": " + why});
}

}  // namespace mlir_rl::kernel
