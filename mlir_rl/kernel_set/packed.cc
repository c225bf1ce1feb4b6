#include "mlir_rl/kernel_set/packed.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/row_json.h"
#include "mlir_rl/support/compressed.h"

namespace mlir_rl::kernel {

using nlohmann::json;

/// Fast, and not much larger than the smallest for texts of some kilobytes.
static constexpr int kStoredLevel = 3;

PackedRow pack(MadeRow made) {
  PackedRow packed = {.row = std::move(made.row), .texts = {}, .times = std::move(made.times)};
  for (const auto &[hash, text] : made.texts) packed.texts[hash] = compress(text, kStoredLevel);
  return packed;
}

std::string bytesOf(const PackedRow &packed) {
  json texts = json::object();
  for (const auto &[hash, bytes] : packed.texts)
    texts[hash] = json::binary(std::vector<uint8_t>(bytes.begin(), bytes.end()));
  std::string bytes;
  json::to_cbor({{"row", toJson(packed.row)}, {"texts", texts}, {"times", toJson(packed.times)}}, bytes);
  return bytes;
}

Result<PackedRow> packedFromBytes(std::string_view bytes) {
  json object = json::from_cbor(bytes, true, false);
  bool whole = object.is_object() && object.contains("row") && object.contains("texts") && object.contains("times");
  if (!whole) return failed("a child sent what is no row");
  Result<Row> row = rowFromJson(object["row"]);
  if (!row) return failed(row.error().message);
  PackedRow packed = {.row = *std::move(row), .texts = {}, .times = object["times"].get<StageTimes>()};
  for (const auto &[hash, text] : object["texts"].items()) {
    const auto &binary = text.get_binary();
    packed.texts[hash] = std::string(binary.begin(), binary.end());
  }
  return packed;
}

void reduceToDuplicate(Row &row, const std::string &why) {
  row.state = RowState::duplicate;
  row.stage = "unique";
  row.message = why;
  row.hashes.mlir = row.hashes.behaviour = "";
  row.forms.clear();
  row.runs.clear();
  row.variants.clear();
  row.instructions = 0;
  row.uses = {};
}

}  // namespace mlir_rl::kernel
