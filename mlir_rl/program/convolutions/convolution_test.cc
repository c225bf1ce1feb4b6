#include "mlir_rl/program/convolutions/convolution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mlir_rl/program/module.h"

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using enum LoopRole;

/// What the last linalg op of a program is read as; the program lives as long.
class Reading {
 public:
  explicit Reading(const std::string &op) : program_(*parseProgram(op, "convolution", {})) {
    moduleOf(program_).walk([&](mlir::linalg::LinalgOp found) { read_ = readConvolution(found); });
  }
  const std::optional<Convolution> &operator*() const { return read_; }
  const Convolution *operator->() const { return &*read_; }

 private:
  Program program_;
  std::optional<Convolution> read_;
};

std::string programOf(const std::string &op, const std::string &x, const std::string &w, const std::string &y) {
  return "func.func @main(%x: tensor<" + x + ">, %w: tensor<" + w + ">, %y: tensor<" + y + ">) -> tensor<" + y +
         "> {\n  %r = linalg." + op + " ins(%x, %w : tensor<" + x + ">, tensor<" + w + ">) outs(%y : tensor<" + y +
         ">) -> tensor<" + y + ">\n  return %r : tensor<" + y + ">\n}\n";
}

constexpr const char *kStrided = " {dilations = dense<[1, 3]> : vector<2xi64>, strides = dense<2> : vector<2xi64>}";

TEST(Convolution, RolesAndWindowsWhateverTheLayout) {
  Reading nchw(programOf(std::string("conv_2d_nchw_fchw") + kStrided, "2x5x21x23xf32", "7x5x3x3xf32", "2x7x10x9xf32"));
  ASSERT_TRUE(*nchw);
  EXPECT_THAT(nchw->roles, ElementsAre(batch, feature, place, place, channel, tap, tap));
  EXPECT_EQ(nchw->windows[1].stride, 2);
  EXPECT_EQ(nchw->windows[1].dilation, 3);
  EXPECT_EQ(nchw->count({batch, feature}), 14);

  Reading nhwc(programOf(std::string("conv_2d_nhwc_hwcf") + kStrided, "2x21x23x5xf32", "3x3x5x7xf32", "2x10x9x7xf32"));
  ASSERT_TRUE(*nhwc);
  EXPECT_THAT(nhwc->roles, ElementsAre(batch, place, place, feature, tap, tap, channel));
  EXPECT_THAT(nhwc->loops({tap, batch}), ElementsAre(4, 5, 0));

  Reading depthwise(
      programOf(std::string("depthwise_conv_2d_nchw_chw") + kStrided, "2x5x21x23xf32", "5x3x3xf32", "2x5x10x9xf32"));
  ASSERT_TRUE(*depthwise);
  EXPECT_EQ(depthwise->count({group}), 5);
  EXPECT_EQ(depthwise->count({channel, feature}), 1);
}

TEST(Convolution, OtherSumsAreNone) {
  EXPECT_FALSE(*Reading(programOf("matmul", "4x5xf32", "5x6xf32", "4x6xf32")));
  EXPECT_FALSE(
      *Reading(programOf("pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}",
                         "1x4x6x6xf32", "3x3xf32", "1x4x4x4xf32")));
  EXPECT_FALSE(
      *Reading(programOf("conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}",
                         "1x4x6x6xi32", "4x4x3x3xi32", "1x4x4x4xi32")));
}

}  // namespace
}  // namespace mlir_rl
