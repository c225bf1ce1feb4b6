#include "mlir_rl/measure/cgroup.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

/// A made-up /proc and /sys.
class CgroupTest : public testing::Test {
 protected:
  CgroupTest() { write("proc/meminfo", "MemTotal: 4096 kB\nMemAvailable:  1024 kB\n"); }

  void write(const std::string &path, const std::string &text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  TemporaryFolder temporary_;
  fs::path root_ = temporary_.path();
};

TEST_F(CgroupTest, NoLimitIsZero) {
  EXPECT_EQ(cpuQuota(root_), 0);
  write("proc/self/cgroup", "0::/a/b\n");
  write("sys/fs/cgroup/a/b/cpu.max", "max 100000\n");
  EXPECT_EQ(cpuQuota(root_), 0);
}

TEST_F(CgroupTest, TightestAncestorCounts) {
  write("proc/self/cgroup", "0::/a/b\n");
  write("sys/fs/cgroup/a/b/cpu.max", "400000 100000\n");
  write("sys/fs/cgroup/a/cpu.max", "150000 100000\n");
  EXPECT_DOUBLE_EQ(cpuQuota(root_), 1.5);
}

TEST_F(CgroupTest, VersionOneAndContainerRoot) {
  write("proc/self/cgroup", "3:cpu,cpuacct:/docker/1234\n2:memory:/docker/1234\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "600000\n");
  write("sys/fs/cgroup/memory/memory.usage_in_bytes", "100000\n");
  EXPECT_DOUBLE_EQ(cpuQuota(root_), 2.0);
  EXPECT_EQ(availableMemory(root_), 500000);
}

TEST_F(CgroupTest, MemoryIsTheSmallerOfSystemAndGroup) {
  EXPECT_EQ(availableMemory(root_), 1024 * 1024);
  write("proc/self/cgroup", "0::/job\n");
  write("sys/fs/cgroup/job/memory.max", "max\n");
  EXPECT_EQ(availableMemory(root_), 1024 * 1024);
  write("sys/fs/cgroup/job/memory.max", "500000\n");
  write("sys/fs/cgroup/job/memory.current", "700000\n");
  EXPECT_EQ(availableMemory(root_), 0);
}

TEST(Cgroup, ThisSystemAnswers) {
  EXPECT_GT(availableMemory(), 1 << 20);
  EXPECT_GE(cpuQuota(), 0);
}

}  // namespace
}  // namespace mlir_rl
