#include "tools/mlir-rl/doctor_checks.h"

#include <linux/seccomp.h>
#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/plot/gnuplot.h"
#include "mlir_rl/store/store.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {
namespace {

bool isExecutable(const std::string &path) { return access(path.c_str(), X_OK) == 0; }

/// The first of the folders of PATH, and LLVM's own, that has the program; "" when none.
std::string findProgram(const std::string &name, const std::string &ownPath) {
  const char *path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (isExecutable(folder + "/" + name)) return folder + "/" + name;
  return isExecutable(ownPath) ? ownPath : "";
}

ToolCheck checkWorker(const std::string &binaryFolder) {
  std::string path = binaryFolder + "/mlir-rl-worker";
  return {.name = "mlir-rl-worker",
          .works = isExecutable(path),
          .detail = path,
          .remedy = "build it (make build) or install it beside mlir-rl: candidates are built and run in it"};
}

ToolCheck checkSeccomp() {
  unsigned action = SECCOMP_RET_KILL_PROCESS;
  bool works = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
  return {.name = "seccomp",
          .works = works,
          .detail = works ? "the kernel filters system calls" : "the kernel does not filter system calls",
          .remedy =
              "use a kernel with CONFIG_SECCOMP_FILTER (Linux 4.14 or newer) and a container that allows seccomp: "
              "candidates must not reach files and network"};
}

ToolCheck checkSqlite() {
  constexpr int needed = 3025000;  // window functions
  return {.name = "SQLite",
          .works = sqlite3_libversion_number() >= needed,
          .detail = sqlite3_libversion(),
          .remedy = "install libsqlite3 3.25 or newer (Debian: apt install libsqlite3-0)"};
}

/// An absent store is fine: the first record makes it.
ToolCheck checkStore() {
  ToolCheck check{.name = "store"};
  Result<std::string> path = defaultStorePath();
  if (!path) return check.remedy = path.error().message, check;
  check.detail = *path;
  check.works = true;
  if (!exists(*path)) return check.detail += " (not made yet)", check;
  Result<Store> store = Store::open(*path);
  Result<int64_t> count = store ? store->count() : tl::unexpected(store.error());
  check.works = count.has_value();
  if (count)
    check.detail += " (" + std::to_string(*count) + " records)";
  else
    check.remedy = count.error().message;
  return check;
}

ToolCheck checkMlirOpt() {
  std::string path = findProgram("mlir-opt-22", "/usr/lib/llvm-22/bin/mlir-opt");
  return {.name = "mlir-opt-22",
          .works = !path.empty(),
          .essential = false,
          .detail = path.empty() ? "not found" : path,
          .remedy =
              "to run printed schedules with stock tools, install MLIR's (Debian, from apt.llvm.org: "
              "apt install mlir-22-tools)"};
}

ToolCheck checkGnuplot() {
  std::string path = findProgram("gnuplot", "");
  return {.name = "gnuplot",
          .works = !path.empty(),
          .essential = false,
          .detail = path.empty() ? "not found" : path,
          .remedy = kHowToGetGnuplot};
}

}  // namespace

std::vector<ToolCheck> checkTools(const std::string &binaryFolder) {
  return {checkWorker(binaryFolder), checkSeccomp(), checkSqlite(), checkStore(), checkMlirOpt(), checkGnuplot()};
}

nlohmann::json toJson(const ToolCheck &check) {
  nlohmann::json remedy = check.works ? nlohmann::json() : nlohmann::json(check.remedy);
  return {{"name", check.name},
          {"works", check.works},
          {"essential", check.essential},
          {"detail", check.detail},
          {"remedy", remedy}};
}

}  // namespace mlir_rl
