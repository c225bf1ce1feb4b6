#include "mlir_rl/evaluate/missing_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(MissingPrograms, AreThoseThatTheManifestNames) {
  TemporaryFolder temporary;
  const std::string &folder = temporary.path();
  EXPECT_THAT(missingPrograms({folder}), IsEmpty()) << "no manifest";
  ASSERT_TRUE(writeFile(folder + "/a.mlir", ""));
  ASSERT_TRUE(writeFile(folder + "/manifest.jsonl", R"({"name": "a"}
{"name": "b"}
{"name": "c", "file": "test/c.mlir"}
)"));
  EXPECT_THAT(missingPrograms({folder, folder + "/a.mlir", "/nowhere"}),
              ElementsAre(StartsWith(folder + ": 2 of the 3 programs of its manifest are not there; ")));
  ASSERT_TRUE(makeFolder(folder + "/test"));
  for (const char *file : {"/b.mlir", "/test/c.mlir"}) ASSERT_TRUE(writeFile(folder + file, ""));
  EXPECT_THAT(missingPrograms({folder}), IsEmpty());
}

TEST(MissingPrograms, AnotherKindOfManifestNamesNone) {
  TemporaryFolder temporary;
  ASSERT_TRUE(writeFile(temporary.path() + "/manifest.jsonl", "7\nno JSON\n{\"name\": 3}\n{\"title\": \"x\"}\n\n"));
  EXPECT_THAT(missingPrograms({temporary.path()}), IsEmpty());
}

}  // namespace
}  // namespace mlir_rl
