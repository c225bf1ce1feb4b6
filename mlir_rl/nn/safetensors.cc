#include "mlir_rl/nn/safetensors.h"

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

namespace mlir_rl {

namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the format is little-endian");

Result<NamedTensor> parseTensor(const std::string &name, const json &entry, std::string_view data,
                                const std::string &where) {
  const auto &offsets = entry.at("data_offsets");
  size_t begin = offsets.at(0).get<size_t>(), end = offsets.at(1).get<size_t>(), count = 1;
  NamedTensor tensor{name, entry.at("shape").get<std::vector<int64_t>>(), {}};
  for (int64_t extent : tensor.shape) {
    if (extent < 0 || (extent > 0 && count > data.size() / size_t(extent)))
      return badUsage(where + ": the shape of tensor " + name + " does not fit its data");
    count *= size_t(extent);
  }
  if (entry.at("dtype") != "F32" || begin > end || end > data.size() || end - begin != 4 * count)
    return badUsage(where + ": tensor " + name + " is not one of 32-bit floats with all its data");
  tensor.values.resize(count);
  std::memcpy(tensor.values.data(), data.data() + begin, end - begin);
  return tensor;
}

Result<TensorFile> parseHeader(const json &header, std::string_view data, const std::string &where) {
  TensorFile file;
  for (const auto &[name, entry] : header.items()) {
    if (name == "__metadata__") {
      file.metadata = entry.get<std::map<std::string, std::string>>();
      continue;
    }
    Result<NamedTensor> tensor = parseTensor(name, entry, data, where);
    if (!tensor) return tl::unexpected(tensor.error());
    file.tensors.push_back(*std::move(tensor));
  }
  return file;
}

}  // namespace

std::string printTensors(const TensorFile &file) {
  json header = json::object();
  if (!file.metadata.empty()) header["__metadata__"] = file.metadata;
  size_t at = 0;
  for (const NamedTensor &tensor : file.tensors) {
    size_t bytes = 4 * tensor.values.size();
    header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {at, at + bytes}}};
    at += bytes;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');
  uint64_t length = text.size();
  std::string bytes(reinterpret_cast<const char *>(&length), sizeof length);
  bytes.reserve(sizeof length + text.size() + at);
  bytes += text;
  for (const NamedTensor &tensor : file.tensors)
    bytes.append(reinterpret_cast<const char *>(tensor.values.data()), 4 * tensor.values.size());
  return bytes;
}

Result<TensorFile> parseTensors(std::string_view bytes, const std::string &where) {
  uint64_t length = 0;
  if (bytes.size() < sizeof length) return badUsage(where + ": too short for a file of tensors");
  std::memcpy(&length, bytes.data(), sizeof length);
  bytes.remove_prefix(sizeof length);
  if (length > bytes.size()) return badUsage(where + ": not a file of tensors, or cut off");
  json header = json::parse(bytes.substr(0, length), nullptr, false);
  if (!header.is_object()) return badUsage(where + ": not a file of tensors: its header is not JSON");
  try {
    return parseHeader(header, bytes.substr(length), where);
  } catch (const json::exception &error) {
    return badUsage(where + ": not a file of tensors: " + error.what());
  }
}

}  // namespace mlir_rl
