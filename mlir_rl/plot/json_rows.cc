#include "mlir_rl/plot/json_rows.h"

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

Result<std::vector<JsonRow>> readJsonRows(const std::string &path, Damage &damage) {
  Result<std::string> text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  std::vector<JsonRow> rows;
  int number = 0;
  for (size_t begin = 0; begin < text->size();) {
    size_t end = std::min(text->find('\n', begin), text->size());
    std::string_view line = std::string_view(*text).substr(begin, end - begin);
    begin = end + 1;
    std::string where = path + ": line " + std::to_string(++number);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<nlohmann::json> value = parseJson(line, where);
    if (value && value->is_object())
      rows.push_back({*std::move(value), std::move(where)});
    else
      damage.lines.push_back(value ? where + ": not an object" : value.error().message);
  }
  return rows;
}

}  // namespace mlir_rl
