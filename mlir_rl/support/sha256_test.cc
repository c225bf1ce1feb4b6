#include "mlir_rl/support/sha256.h"

#include <gtest/gtest.h>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

/// FIPS 180-2, appendix B.1.
constexpr const char *kOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256, IsTheStandards) {
  EXPECT_EQ(sha256("abc"), kOfAbc);
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, PartsAddUpAndItStartsAnew) {
  Sha256 hash;
  EXPECT_EQ(hash.add("a").add("bc").text(), kOfAbc);
  EXPECT_EQ(hash.add("abc").text(), kOfAbc);
}

TEST(Sha256, OfAFile) {
  TemporaryFolder folder;
  ASSERT_TRUE(writeFile(folder.path() + "/a", "abc"));
  EXPECT_EQ(*sha256OfFile(folder.path() + "/a"), kOfAbc);
  EXPECT_EQ(sha256OfFile(folder.path() + "/b").error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace mlir_rl
