#include "mlir_rl/kernel_warp/own_folder.h"

#include <cstdlib>
#include <filesystem>

namespace mlir_rl::kernel {

namespace fs = std::filesystem;

Result<OwnFolder> OwnFolder::make(const std::string &parent) {
  std::error_code wrong;
  fs::path place = parent.empty() ? fs::temp_directory_path(wrong) : fs::path(parent);
  std::string pattern = (place / "mlir-rl-warp.XXXXXX").string();
  if (wrong || !mkdtemp(pattern.data())) return badEnvironment("cannot make a folder for temporary files: " + pattern);
  return OwnFolder(pattern);
}

OwnFolder::~OwnFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace mlir_rl::kernel
