#include "mlir_rl/measure/cgroup.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

std::string firstLine(const fs::path &path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// The number a file holds, or `missing` ("max", no such file).
int64_t numberIn(const fs::path &path, int64_t missing) {
  std::istringstream text(firstLine(path));
  int64_t value = 0;
  return text >> value ? value : missing;
}

/// This process's cgroup of one controller ("" = version 2), as a path below the mount. A container that has its
/// own mount but not its own namespace sees a path that does not exist there; its root is then the right one.
fs::path groupOf(const fs::path &root, const std::string &controller) {
  std::ifstream file(root / "proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    std::istringstream names(line.substr(first + 1, second - first - 1));
    std::string name;
    bool matches = controller.empty() && second == first + 1;
    while (std::getline(names, name, ',')) matches |= !controller.empty() && name == controller;
    if (matches) return fs::path(line.substr(second + 1)).relative_path();
  }
  return {};
}

/// A group's folder and all its ancestors below the mount, itself first.
std::vector<fs::path> lineage(const fs::path &mount, fs::path group) {
  std::vector<fs::path> folders;
  for (; !group.empty() && group != group.parent_path(); group = group.parent_path()) folders.push_back(mount / group);
  folders.push_back(mount);
  return folders;
}

/// Quota / period of one folder; infinity when unlimited or not told.
double quotaOfFolder(const fs::path &folder) {
  constexpr double none = std::numeric_limits<double>::infinity();
  double quota = 0, period = 0;
  if (std::istringstream text(firstLine(folder / "cpu.max")); text >> quota >> period)
    return period > 0 ? quota / period : none;
  int64_t oldQuota = numberIn(folder / "cpu.cfs_quota_us", -1);
  int64_t oldPeriod = numberIn(folder / "cpu.cfs_period_us", 0);
  return oldQuota > 0 && oldPeriod > 0 ? static_cast<double>(oldQuota) / static_cast<double>(oldPeriod) : none;
}

/// Bytes left below the limit of one folder; the largest integer when there is none.
int64_t memoryLeft(const fs::path &folder) {
  constexpr int64_t none = std::numeric_limits<int64_t>::max();
  int64_t limit = numberIn(folder / "memory.max", numberIn(folder / "memory.limit_in_bytes", none));
  if (limit == none) return none;
  int64_t used = numberIn(folder / "memory.current", numberIn(folder / "memory.usage_in_bytes", 0));
  return std::max<int64_t>(0, limit - used);
}

int64_t systemAvailable(const fs::path &root) {
  std::ifstream file(root / "proc/meminfo");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("MemAvailable:")) continue;
    std::istringstream text(line.substr(13));
    int64_t kib = 0;
    return text >> kib ? kib * 1024 : 0;
  }
  return 0;
}

}  // namespace

double cpuQuota(const fs::path &root) {
  double least = std::numeric_limits<double>::infinity();
  fs::path mount = root / "sys/fs/cgroup";
  for (const fs::path &folder : lineage(mount, groupOf(root, ""))) least = std::min(least, quotaOfFolder(folder));
  for (const fs::path &folder : lineage(mount / "cpu", groupOf(root, "cpu")))
    least = std::min(least, quotaOfFolder(folder));
  return least == std::numeric_limits<double>::infinity() ? 0 : least;
}

int64_t availableMemory(const fs::path &root) {
  int64_t least = systemAvailable(root);
  fs::path mount = root / "sys/fs/cgroup";
  for (const fs::path &folder : lineage(mount, groupOf(root, ""))) least = std::min(least, memoryLeft(folder));
  for (const fs::path &folder : lineage(mount / "memory", groupOf(root, "memory")))
    least = std::min(least, memoryLeft(folder));
  return least;
}

}  // namespace mlir_rl
