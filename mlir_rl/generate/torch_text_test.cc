#include "mlir_rl/generate/torch_text.h"

#include <gtest/gtest.h>

#include "mlir_rl/generate/family.h"
#include "mlir_rl/generate/generated.h"
#include "mlir_rl/generate/ops.h"

namespace mlir_rl {
namespace {

TEST(TorchText, OneLineAnOpAndWholeFunctionsAsOne) {
  Builder b(1);
  Value x = b.argument({4, 6}), w = b.argument({6, 8});
  Value y = softmax(b, unary(b, "relu", matmul(b, x, w)));
  EXPECT_EQ(b.torchComment({y}),
            "// PyTorch:\n"
            "//   def main(arg0, arg1):\n"
            "//       v2 = torch.mm(arg0, arg1)\n"
            "//       v4 = F.relu(v2)\n"
            "//       " +
                y.name.substr(1) +
                " = F.softmax(v4, -1)\n"
                "//       return " +
                y.name.substr(1) + ".contiguous()\n");
}

TEST(TorchText, WhatIsUsedTwiceIsComputedOnce) {
  Builder b(1);
  Value x = unary(b, "tanh", b.argument({4}));
  std::string text = b.torchComment({binary(b, "add", x, x), x});
  EXPECT_EQ(text.find("torch.tanh"), text.rfind("torch.tanh"));
  EXPECT_NE(text.find(".contiguous(), "), std::string::npos) << "two results";
}

TEST(TorchText, ImagesInTheOtherLayoutAreSeenAsPyTorchHasThem) {
  Builder b(1);
  Window window{.layout = Layout::nhwc, .stride = 2, .padding = 1};
  Value y = convolution(b, b.argument({1, 9, 9, 4}), 8, window);
  EXPECT_NE(b.torchComment({y}).find("F.conv2d(arg0.permute(0, 3, 1, 2), arg1.permute(3, 2, 0, 1), stride=2, "
                                     "padding=1).permute(0, 2, 3, 1)"),
            std::string::npos);
}

TEST(TorchText, ConstantWeightsComeAfterTheArguments) {
  Builder b(1);
  b.keepWeights(1);
  Value x = b.argument({1, 3, 8, 8});
  Value y = binary(b, "add", convolution(b, x, 4, {.padding = 1}, true), b.argument({1, 4, 8, 8}));
  std::string text = b.torchComment({y});
  EXPECT_NE(text.find("def main(arg0, arg1, weight0, weight1):"), std::string::npos) << text;
  EXPECT_NE(text.find(" = F.conv2d(arg0, weight0, weight1, padding=1)\n"), std::string::npos) << text;
}

TEST(TorchText, BatchNormOfStatisticsIsOneCall) {
  Builder b(1);
  b.keepWeights(1);
  std::string text = b.torchComment({batchNormOfStatistics(b, b.argument({1, 3, 8, 8}))});
  EXPECT_NE(text.find(" = F.batch_norm(arg0, weight0, weight1, weight2, weight3, eps=1e-5)\n"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("torch."), std::string::npos) << text;
}

TEST(TorchText, WithoutAnExpressionThereIsNoText) {
  Builder b(1);
  Value x = b.argument({2, 3, 8, 8});
  EXPECT_EQ(b.torchComment({b.padded(x, 2, 1, "0.0")}), "");
}

TEST(TorchText, EveryFamilyHasOne) {
  for (const Family &family : families())
    for (int64_t index = 0; index < 20; ++index) {
      auto program = generateProgram(family, {.seed = 3, .index = index}, Ranges());
      if (!program) continue;
      EXPECT_TRUE(program->torch.starts_with("// PyTorch:\n")) << program->name() << "\n" << program->text;
    }
}

}  // namespace
}  // namespace mlir_rl
