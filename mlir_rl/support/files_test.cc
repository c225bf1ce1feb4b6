#include "mlir_rl/support/files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

class FilesTest : public testing::Test {
 protected:
  std::string path(const std::string &name) const { return (folder_ / name).string(); }
  int count() const { return static_cast<int>(std::distance(fs::directory_iterator(folder_), {})); }

  TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
};

TEST_F(FilesTest, WritesAndReadsBack) {
  std::string content(3'000'000, 'x');
  content[1'500'000] = '\0';
  ASSERT_TRUE(writeFile(path("a"), content));
  EXPECT_EQ(*readFile(path("a")), content);
  ASSERT_TRUE(writeFile(path("a"), "short"));
  EXPECT_EQ(*readFile(path("a")), "short");
  EXPECT_EQ(count(), 1);
}

TEST_F(FilesTest, ReadErrorsNameThePath) {
  auto missing = readFile(path("none.mlir"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::usage);
  EXPECT_NE(missing.error().message.find("none.mlir: No such file"), std::string::npos) << missing.error().message;
  auto isFolder = readFile(folder_.string());
  ASSERT_FALSE(isFolder);
  EXPECT_NE(isFolder.error().message.find("folder"), std::string::npos);
}

TEST_F(FilesTest, ReadHonoursTheLimit) {
  ASSERT_TRUE(writeFile(path("a"), "12345"));
  EXPECT_TRUE(readFile(path("a"), 5));
  EXPECT_FALSE(readFile(path("a"), 4));
  EXPECT_FALSE(readFile("/dev/zero", 1 << 20));
}

TEST_F(FilesTest, WriteRefusesAFolderAndAMissingFolder) {
  auto onFolder = writeFile(folder_.string(), "x");
  ASSERT_FALSE(onFolder);
  EXPECT_EQ(onFolder.error().kind, ErrorKind::usage);
  auto inMissing = writeFile(path("no/such/file"), "x");
  ASSERT_FALSE(inMissing);
  EXPECT_EQ(inMissing.error().kind, ErrorKind::usage);
  EXPECT_EQ(count(), 0);
}

TEST_F(FilesTest, FullDeviceIsAnEnvironmentError) {
  auto full = writeFile("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::environment);
  EXPECT_NE(full.error().message.find("No space left"), std::string::npos) << full.error().message;
}

TEST_F(FilesTest, ADiskThatFillsUpLeavesTheOldFileAndNothingElse) {
  ASSERT_TRUE(writeFile(path("a"), "old"));
  // A file-size limit stands in for the full disk; without the ignored signal the process would be killed.
  signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tiny = {1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &tiny);
  auto status = writeFile(path("a"), std::string(5000, 'n'));
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_DFL);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::environment);
  EXPECT_NE(status.error().message.find("free some space"), std::string::npos) << status.error().message;
  EXPECT_EQ(*readFile(path("a")), "old");
  EXPECT_EQ(count(), 1);
}

TEST_F(FilesTest, KeepsModeAndFollowsLinks) {
  ASSERT_TRUE(writeFile(path("script"), "one"));
  chmod(path("script").c_str(), 0750);
  fs::create_symlink("script", path("link"));
  ASSERT_TRUE(writeFile(path("link"), "two"));
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(*readFile(path("script")), "two");
  struct stat info;
  stat(path("script").c_str(), &info);
  EXPECT_EQ(info.st_mode & 0777, 0750u);
}

TEST_F(FilesTest, NewFilesFollowTheUmask) {
  mode_t before = umask(027);
  ASSERT_TRUE(writeFile(path("a"), "x"));
  umask(before);
  struct stat info;
  stat(path("a").c_str(), &info);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
}

TEST_F(FilesTest, MakesFolders) {
  EXPECT_TRUE(makeFolder(path("x/y/z")));
  EXPECT_TRUE(makeFolder(path("x/y/z")));
  ASSERT_TRUE(writeFile(path("x/file"), ""));
  auto blocked = makeFolder(path("x/file"));
  ASSERT_FALSE(blocked);
  auto under = makeFolder(path("x/file/sub"));
  ASSERT_FALSE(under);
  EXPECT_EQ(under.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace mlir_rl
