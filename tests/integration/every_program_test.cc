#include "tests/integration/every_program.h"

#include <gtest/gtest.h>

#include <bit>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace mlir_rl::testing {

const std::vector<SmallProgram> &everyProgram() {
  static const std::vector<SmallProgram> programs = {
      {"ops/matmul_512.mlir", {{512, 48}}},
      {"ops/matmul_1024.mlir", {{1024, 40}}},
      {"ops/matmul_odd.mlir", {{127, 13}, {255, 27}, {513, 21}}},
      {"ops/matmul_skinny.mlir", {{196, 14}, {2304, 72}, {256, 20}}},
      {"ops/matmul_bert_ffn.mlir", {{128, 16}, {768, 24}, {3072, 96}}},
      {"ops/softmax_attn.mlir", {{12, 3}, {128, 20}}},
      {"ops/conv_56_64_3x3.mlir", {{56, 12}, {58, 14}, {64, 8}}},
      {"ops/conv_56_64_1x1.mlir", {{56, 12}, {64, 8}, {256, 20}}},
      {"ops/conv_28_128_3x3.mlir", {{28, 10}, {30, 12}, {128, 16}}},
      {"ops/conv_14_256_3x3.mlir", {{14, 6}, {16, 8}, {256, 12}}},
      {"ops/conv_7_512_3x3.mlir", {{7, 7}, {9, 9}, {512, 16}}},
      {"ops/conv_224_7x7s2.mlir", {{224, 20}, {230, 26}, {112, 10}, {64, 8}}},
      {"ops/dwconv_56_144.mlir", {{56, 12}, {58, 14}, {144, 18}}},
      {"ops/maxpool_112_64.mlir", {{112, 16}, {114, 18}, {56, 8}, {64, 6}}},
      {"ops/avgpool_56_64.mlir", {{56, 12}, {28, 6}, {64, 5}}},
      {"ops/transpose_1024.mlir", {{1024, 36}}},
      {"ops/add_1m.mlir", {{64, 5}, {128, 12}}},
      {"ops/mul_1m.mlir", {{64, 3}, {128, 20}}},
      {"ops/max_1m.mlir", {{64, 4}, {128, 18}}},
      {"ops/relu_1m.mlir", {{64, 6}, {128, 15}}},
      {"layers/conv1x1_bn_relu6_56_144.mlir", {{56, 10}, {144, 12}, {24, 6}}},
      {"layers/conv_bn_relu_56_64.mlir", {{56, 10}, {58, 12}, {64, 8}}},
      {"layers/conv_s2_bn_relu_56_128.mlir", {{56, 12}, {58, 14}, {28, 6}, {64, 6}, {128, 8}}},
      {"layers/dwconv_bn_relu6_56_144.mlir", {{56, 12}, {58, 14}, {144, 10}}},
      {"layers/linear_gelu_512.mlir", {{128, 12}, {512, 24}}},
      {"nets/cnn_small.mlir", {}},
      {"nets/encoder_small.mlir", {}},
      {"nets/mlp_small.mlir", {}},
      {"nets/residual_block.mlir", {{28, 10}, {30, 12}, {16, 6}}},
  };
  return programs;
}

static std::string pathOf(const SmallProgram &program) { return MLIR_RL_SOURCE_DIR "/benchmarks/" + program.file; }

Program shippedProgram(const SmallProgram &program) {
  auto result = readProgram(pathOf(program), ParseOptions());
  EXPECT_TRUE(result) << program.file << ": " << result.error().message;
  return std::move(*result);
}

namespace {

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Replaces the dimensions of shapes ("tensor<1x64x58xf32>") and of output_shape lists.
class Shrinker {
 public:
  Shrinker(std::string text, const std::map<int64_t, int64_t> &dimensions)
      : text_(std::move(text)), dimensions_(dimensions) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (text_.compare(at_, 12, "output_shape") == 0) inList_ = true;
      if (text_[at_] == ']') inList_ = false;
      isDigit(text_[at_]) ? copyNumber() : copyCharacter();
    }
    return std::move(result_);
  }

 private:
  void copyCharacter() { result_ += text_[at_++]; }

  void copyNumber() {
    size_t end = at_;
    while (end < text_.size() && isDigit(text_[end])) ++end;
    char before = at_ ? text_[at_ - 1] : ' ';
    bool isDimension = (before == '<' || before == 'x') && text_[end] == 'x';
    std::string digits = text_.substr(at_, end - at_);
    auto replaced =
        isDimension || (inList_ && before != '%') ? dimensions_.find(std::stoll(digits)) : dimensions_.end();
    result_ += replaced == dimensions_.end() ? digits : std::to_string(replaced->second);
    at_ = end;
  }

  std::string text_, result_;
  const std::map<int64_t, int64_t> &dimensions_;
  size_t at_ = 0;
  bool inList_ = false;
};

/// `dense<"0x...">` with f32 numbers for a shape such as "8x3x3xf32".
std::string weightsOf(const std::string &shape, uint32_t seed) {
  int64_t count = 1;
  for (size_t at = 0; at < shape.size() && isDigit(shape[at]); at = shape.find('x', at) + 1)
    count *= std::stoll(shape.substr(at));
  std::string text = "dense<\"0x";
  for (int64_t i = 0; i < count; ++i) {
    seed = seed * 1664525 + 1013904223;
    auto bits = std::bit_cast<uint32_t>(0.1f + 0.9f * float(seed >> 8) / float(1 << 24));
    char hex[9];
    std::snprintf(hex, sizeof hex, "%08X", __builtin_bswap32(bits));
    text += hex;
  }
  return text + "\">";
}

/// Constants kept beside the module have the bytes of the old shapes: they get numbers of their own.
std::string withOwnWeights(const std::string &text) {
  static const std::string start = "dense_resource<";
  std::string result;
  size_t from = 0;
  for (size_t at = text.find(start); at != std::string::npos; at = text.find(start, from)) {
    size_t name = text.find('>', at), type = text.find("tensor<", name) + 7, typeEnd = text.find('>', type);
    result += text.substr(from, at - from) + weightsOf(text.substr(type, typeEnd - type), uint32_t(at));
    from = name + 1;
  }
  return result + text.substr(from);
}

}  // namespace

std::string smallText(const SmallProgram &program) {
  std::ifstream file(pathOf(program));
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (program.dimensions.empty()) return text;
  return withOwnWeights(Shrinker(text.substr(0, text.find("{-#")), program.dimensions).run());
}

namespace {

TEST(EveryProgram, IsInTheList) {
  size_t files = 0;
  for (const char *folder : {"ops", "layers", "nets"})
    for (auto &entry : std::filesystem::directory_iterator(MLIR_RL_SOURCE_DIR "/benchmarks/" + std::string(folder)))
      files += entry.path().extension() == ".mlir";
  EXPECT_EQ(everyProgram().size(), files);
}

TEST(EveryProgram, SmallFormsParseAndHaveTheSameTasks) {
  for (const SmallProgram &program : everyProgram()) {
    auto small = parseProgram(smallText(program), program.file, ParseOptions());
    ASSERT_TRUE(small) << program.file << ": " << small.error().message;
    auto prepared = prepare(*small);
    ASSERT_TRUE(prepared) << program.file << ": " << prepared.error().message;
    Program shipped = shippedProgram(program);
    auto large = prepare(shipped);
    ASSERT_TRUE(large) << program.file;
    ASSERT_EQ(prepared->tasks.size(), large->tasks.size()) << program.file;
    for (size_t i = 0; i < prepared->tasks.size(); ++i)
      EXPECT_EQ(prepared->tasks[i].summary.ops.size(), large->tasks[i].summary.ops.size()) << program.file;
  }
}

}  // namespace

}  // namespace mlir_rl::testing
