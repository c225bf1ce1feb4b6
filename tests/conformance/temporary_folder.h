#ifndef MLIR_RL_TESTS_CONFORMANCE_TEMPORARY_FOLDER_H_
#define MLIR_RL_TESTS_CONFORMANCE_TEMPORARY_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace mlir_rl {

/// A folder of one test's own, gone with it. Tests run side by side, in processes of their own: a fixed name under
/// the folder for temporary files would be shared between them.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "mlir-rl-test.XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string &path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace mlir_rl

#endif  // MLIR_RL_TESTS_CONFORMANCE_TEMPORARY_FOLDER_H_
