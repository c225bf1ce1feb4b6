#include "mlir_rl/nn/safetensors.h"

#include <gtest/gtest.h>

namespace mlir_rl {
namespace {

TensorFile sample() { return {{{"a", {2, 2}, {1, 2, 3, 4}}, {"b", {}, {-0.5f}}}, {{"schema", "x-1"}}}; }

TEST(Safetensors, ComesBackAsWritten) {
  TensorFile file = *parseTensors(printTensors(sample()), "memory");
  ASSERT_EQ(file.tensors.size(), 2u);
  EXPECT_EQ(file.tensors[0].shape, (std::vector<int64_t>{2, 2}));
  EXPECT_EQ(file.tensors[0].values, (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(file.tensors[1].values, (std::vector<float>{-0.5f}));
  EXPECT_EQ(file.metadata.at("schema"), "x-1");
}

TEST(Safetensors, HeaderIsLengthThenJsonAsOthersReadIt) {
  std::string bytes = printTensors({{{"w", {1}, {1}}}, {}});
  EXPECT_EQ(bytes.substr(8, 56), R"({"w":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}}  )");
  EXPECT_EQ(bytes.size(), 8u + 56 + 4);
  EXPECT_EQ(bytes[0], 56);
}

TEST(Safetensors, CutOffAnywhereIsAnError) {
  std::string bytes = printTensors(sample());
  for (size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(parseTensors(bytes.substr(0, size), "cut")) << size;
}

TEST(Safetensors, WhatIsNotOneIsAnError) {
  for (std::string header : {R"({"w":1})", R"({"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})",
                             R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})",
                             R"({"w":{"dtype":"F32","shape":[9999999999,9999999999],"data_offsets":[0,4]}})", "[]"}) {
    uint64_t length = header.size();
    std::string bytes(reinterpret_cast<const char *>(&length), 8);
    EXPECT_FALSE(parseTensors(bytes + header + "abcd", "FILE")) << header;
  }
}

}  // namespace
}  // namespace mlir_rl
