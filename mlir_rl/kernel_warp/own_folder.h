#pragma once

/// \file
/// A folder for temporary files.

#include <string>
#include <utility>

#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// Is removed, with all that is in it, when this is destroyed.
class OwnFolder {
 public:
  /// In `parent`; "": where the system has temporary files. Error (environment): it cannot be made.
  static Result<OwnFolder> make(const std::string &parent);
  ~OwnFolder();
  OwnFolder(OwnFolder &&other) noexcept : path_(std::exchange(other.path_, "")) {}
  OwnFolder(const OwnFolder &) = delete;
  OwnFolder &operator=(const OwnFolder &) = delete;

  const std::string &path() const { return path_; }

 private:
  explicit OwnFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace mlir_rl::kernel
