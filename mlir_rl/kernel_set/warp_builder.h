#pragma once

/// \file
/// Real Warp's own texts as forms of a set, beside those of another builder.

#include <memory>

#include "mlir_rl/kernel_set/builder.h"
#include "mlir_rl/kernel_warp/warp_run.h"

namespace mlir_rl::kernel {

/// Who is asked for Warp's texts: WarpRunner, or of tests another. Errors as of WarpRunner::texts.
class WarpWriter {
 public:
  virtual ~WarpWriter() = default;
  virtual Status start() = 0;
  virtual Result<WarpTexts> texts(const std::string &source, const std::string &kernel) = 0;
};

/// With a process of its own, which lives as long as this.
std::unique_ptr<WarpWriter> makeWarpWriter(const PythonPlace &place, const std::string &folder);

class WarpBuilder : public Builder {
 public:
  /// `release` is Warp's, for version().
  WarpBuilder(std::unique_ptr<Builder> others, std::unique_ptr<WarpWriter> warp, std::string release)
      : others_(std::move(others)), warp_(std::move(warp)), release_(std::move(release)) {}

  std::string version() const override { return others_->version() + ", Warp " + release_; }
  Status start() override;
  /// What Warp refuses is a form with a reason. An error of Warp's: its process died of the kernel twice, or gave no
  /// answer in time.
  Result<Built> build(const Module &module, const std::set<Form> &wanted) override;

 private:
  std::unique_ptr<Builder> others_;
  std::unique_ptr<WarpWriter> warp_;
  std::string release_;
};

/// The forms that Warp makes of the module's one kernel; asked again when the process died. Errors as of
/// WarpWriter::texts, but a refusal is a reason.
Result<std::map<Form, FormText>> warpForms(WarpWriter &warp, const Module &module);

/// Whether Warp makes one of them.
bool needWarp(const std::set<Form> &forms);

}  // namespace mlir_rl::kernel
