#include "mlir_rl/support/compressed.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "mlir_rl/support/seed.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

std::string textOf(size_t bytes) {
  Random random = makeRandom(7);
  std::string text;
  while (text.size() < bytes) text += "line " + std::to_string(uniformBelow(random, 1000)) + "\n";
  return text;
}

TEST(Compressed, ComesBack) {
  for (size_t bytes : {0, 1, 1000, 1000000}) {
    std::string text = textOf(bytes);
    EXPECT_EQ(decompress(compress(text), "x").value(), text);
  }
  EXPECT_LT(compress(textOf(100000)).size(), 40000u);
}

TEST(Compressed, DamageIsAnError) {
  std::string bytes = compress(textOf(1000000));
  for (size_t length : {size_t{0}, size_t{5}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_FALSE(decompress(bytes.substr(0, length), "file.zst")) << length;
  Result<std::string> text = decompress("plain text", "file.zst");
  ASSERT_FALSE(text);
  EXPECT_TRUE(text.error().message.starts_with("file.zst: not a Zstandard file")) << text.error().message;
}

TEST(Compressed, ByTheNameOfTheFile) {
  TemporaryFolder temporary;
  std::string folder = temporary.path() + "/";
  for (std::string name : {"compressed_test.txt", "compressed_test.txt.zst"}) {
    ASSERT_TRUE(writeText(folder + name, textOf(10000)));
    EXPECT_EQ(readText(folder + name).value(), textOf(10000));
  }
  EXPECT_LT(std::filesystem::file_size(folder + "compressed_test.txt.zst"),
            std::filesystem::file_size(folder + "compressed_test.txt") / 2);
}

}  // namespace
}  // namespace mlir_rl
