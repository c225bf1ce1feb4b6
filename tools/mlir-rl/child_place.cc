#include "tools/mlir-rl/child_place.h"

#include "mlir_rl/measure/pin.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl {

/// The first of these folders that has the file; "" when none has.
static std::string folderWith(const std::string &file, const std::vector<std::string> &folders) {
  for (const std::string &folder : folders)
    if (exists(folder + "/" + file)) return folder;
  return "";
}

Result<ChildPlace> childPlace(const AgainstOptions &options, int threads, const Context &context) {
  std::vector<int> cores = usableCpus();
  if (int(cores.size()) < threads)
    return badUsage("--threads is " + std::to_string(threads) + ", but only " + std::to_string(cores.size()) +
                    " cores may be used");
  cores.erase(cores.begin(), cores.end() - threads);
  std::string beside = context.binaryFolder + "/..", python = ".venv-peers/bin/python", package = "peers/child.py";
  ChildPlace place{
      .python = options.python, .package = options.package, .log = options.folder + "/children.log", .cores = cores};
  if (place.python.empty()) {
    std::string folder = folderWith(python, {beside, "."});
    place.python = folder.empty() ? python : folder + "/" + python;
  }
  if (place.package.empty())
    place.package = folderWith(package, {beside + "/python", beside + "/share/mlir-rl/python", "python"});
  if (folderWith(package, {place.package}).empty())
    return badEnvironment("the Python package `peers` is not beside the program: name its folder with --peers-package");
  return place;
}

}  // namespace mlir_rl
