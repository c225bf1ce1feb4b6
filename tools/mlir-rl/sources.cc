#include "tools/mlir-rl/sources.h"

#include <cstdio>
#include <filesystem>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

namespace fs = std::filesystem;

Option Sources::option() {
  return {.name = "paths",
          .value = &paths,
          .positional = true,
          .required = true,
          .unit = "RUN|FILE",
          .help = "Folders of training runs, tables of evaluate; those of a kind are drawn together"};
}

Status Sources::read() {
  Status ok;
  for (const std::string &path : paths)
    if (ok) ok = readPath(path);
  for (const std::string &line : damage.lines) std::fprintf(stderr, "mlir-rl: %s; skipped\n", line.c_str());
  if (!damage.lines.empty()) std::fprintf(stderr, "mlir-rl: damaged lines skipped: %zu\n", damage.lines.size());
  return ok;
}

Status Sources::readPath(const std::string &path) {
  if (!exists(path)) return badUsage("there is no " + path);
  if (!fs::is_directory(path)) return readEvaluationTable(path, table, damage);
  Result<TrainingRun> run = readRun(path, damage);
  if (!run) return tl::unexpected(run.error());
  runs.push_back(*std::move(run));
  return {};
}

std::string Sources::folder() const {
  fs::path first = fs::path(paths.front()).lexically_normal();
  if (!first.has_filename()) first = first.parent_path();
  bool inside = paths.size() == 1 && fs::is_directory(first);
  return (inside ? first : first.parent_path()).string();
}

}  // namespace mlir_rl
