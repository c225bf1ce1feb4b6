#include "mlir_rl/generate/folder.h"

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

/// Programs that a killed process may leave without a line; the next run finds them again.
static constexpr int64_t kSaveEvery = 200;

std::string timesPath(const std::string &folder, Split split) {
  return folder + "/execution_times_" + nameOf(split) + ".json";
}

/// The first key that differs, for the message.
static std::string difference(const nlohmann::json &a, const nlohmann::json &b) {
  for (const auto &[key, value] : b.items())
    if (!a.contains(key) || a[key] != value)
      return key + " " + (a.contains(key) ? a[key].dump() : "not set") + " instead of " + value.dump();
  return "other options";
}

static Status checkOptions(const std::string &path, const nlohmann::json &options) {
  std::string file = path + "/generate.json";
  if (!exists(file)) return writeFile(file, options.dump(2) + "\n");
  Result<std::string> text = readFile(file);
  if (!text) return tl::unexpected(text.error());
  Result<nlohmann::json> before = parseJson(*text, file);
  if (!before) return tl::unexpected(before.error());
  if (*before == options) return {};
  return badUsage(path + " holds programs made with " + difference(*before, options) +
                  ": name another folder with -o, or remove this one");
}

Result<ProgramFolder> ProgramFolder::open(const std::string &path, const nlohmann::json &options, bool flat) {
  ProgramFolder folder;
  folder.path_ = path;
  folder.flat_ = flat;
  if (Status ok = makeFolder(path); !ok) return tl::unexpected(ok.error());
  if (Status ok = checkOptions(path, options); !ok) return tl::unexpected(ok.error());
  if (flat)
    if (Status ok = makeFolder(path + "/code_files"); !ok) return tl::unexpected(ok.error());
  for (Split split : kSplits)
    if (Status ok = flat ? Status() : makeFolder(path + "/" + nameOf(split)); !ok) return tl::unexpected(ok.error());
  if (!exists(path + "/manifest.jsonl")) return folder;
  Result<std::vector<ManifestRow>> rows = readManifest(path);
  if (!rows) return tl::unexpected(rows.error());
  for (ManifestRow &row : *rows) folder.rows_[row.name] = std::move(row);
  return folder;
}

/// True when it was written, false when it was there.
static Result<bool> writeOnce(const std::string &path, const std::string &text) {
  if (exists(path)) {
    Result<std::string> before = readFile(path);
    if (!before) return tl::unexpected(before.error());
    if (*before == text) return false;
    return badUsage(path + " exists with other content: name another folder with -o, or remove this one");
  }
  if (Status ok = writeFile(path, text); !ok) return tl::unexpected(ok.error());
  return true;
}

Status ProgramFolder::add(const DatasetItem &item) {
  ManifestRow row = item.row;
  row.file = std::string(flat_ ? "code_files" : nameOf(row.split)) + "/" + row.name + ".mlir";
  Result<bool> written = writeOnce(path_ + "/" + row.file, item.text);
  if (!written) return tl::unexpected(written.error());
  written_ += *written;
  rows_[row.name] = std::move(row);
  return ++unsaved_ < kSaveEvery ? Status() : save();
}

Status ProgramFolder::save() {
  unsaved_ = 0;
  std::vector<ManifestRow> rows;
  for (const auto &[name, row] : rows_) rows.push_back(row);
  return writeFile(path_ + "/manifest.jsonl", manifestText(std::move(rows)));
}

}  // namespace mlir_rl
