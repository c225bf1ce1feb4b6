#include "mlir_rl/measure/guarded_buffer.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <utility>

namespace mlir_rl {
namespace {

TEST(GuardedBuffer, IsAlignedToAPageAndFromTwoMegabytesOnToAHugePage) {
  for (size_t bytes : {1ul, 100ul, 4096ul, 100000ul}) EXPECT_EQ(uintptr_t(GuardedBuffer(bytes).data()) % 4096, 0u);
  EXPECT_EQ(uintptr_t(GuardedBuffer(3 << 20).data()) % (2 << 20), 0u);
}

TEST(GuardedBuffer, StartsAsZerosAndResetMakesNotANumber) {
  GuardedBuffer buffer(1000);
  for (size_t i = 0; i < 1000; ++i) ASSERT_EQ(buffer.data()[i], 0);
  buffer.reset();
  float value = 0;
  std::memcpy(&value, buffer.data() + 996, 4);
  EXPECT_NE(value, value);
}

TEST(GuardedBuffer, SeesOneByteWrittenOnEitherSide) {
  GuardedBuffer buffer(1000);
  buffer.reset();
  std::memset(buffer.data(), 1, 1000);
  EXPECT_TRUE(buffer.intact()) << "the data itself is free";
  for (long at : {-1l, -64l, 1000l, 1001l, 4096l}) {
    buffer.reset();
    buffer.data()[at] = 0;
    EXPECT_FALSE(buffer.intact()) << at;
    buffer.reset();
    EXPECT_TRUE(buffer.intact()) << "reset renews the canaries";
  }
}

TEST(GuardedBuffer, PagesFurtherOutCannotBeTouched) {
  GuardedBuffer buffer(4096);
  buffer.reset();
  EXPECT_DEATH(*const_cast<volatile char *>(buffer.data() - 4097) = 0, "");
  EXPECT_DEATH(*const_cast<volatile char *>(buffer.data() + 3 * 4096) = 0, "");
  EXPECT_TRUE(buffer.isGuarded(buffer.data() - 4097));
  EXPECT_TRUE(buffer.isGuarded(buffer.data() + 3 * 4096));
  EXPECT_FALSE(buffer.isGuarded(buffer.data()));
  EXPECT_FALSE(buffer.isGuarded(buffer.data() - 1)) << "canaries are seen by intact()";
  int elsewhere = 0;
  EXPECT_FALSE(buffer.isGuarded(&elsewhere));
}

TEST(GuardedBuffer, ReadOnlyIsReadOnly) {
  GuardedBuffer buffer(4096);
  buffer.reset();
  buffer.makeReadOnly();
  EXPECT_EQ(buffer.data()[7], char(0xff));
  EXPECT_TRUE(buffer.isGuarded(buffer.data() + 7));
  EXPECT_DEATH(*const_cast<volatile char *>(buffer.data() + 7) = 0, "");
}

/// What the parent reads after a child wrote 5.
int seenAfterChild(Sharing sharing) {
  GuardedBuffer buffer(64, sharing);
  buffer.data()[0] = 1;
  pid_t child = fork();
  if (child == 0) {
    buffer.data()[0] = 5;
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  return buffer.data()[0];
}

TEST(GuardedBuffer, ChildrenWriteToTheParentOnlyWhenAsked) {
  EXPECT_EQ(seenAfterChild(Sharing::none), 1);
  EXPECT_EQ(seenAfterChild(Sharing::withChildren), 5);
}

TEST(GuardedBuffer, MoreThanThereIsGivesNothing) { EXPECT_EQ(GuardedBuffer(size_t{1} << 60).data(), nullptr); }

TEST(GuardedBuffer, EmptyAndMovedBuffersAreWatchedToo) {
  GuardedBuffer empty(0);
  empty.reset();
  GuardedBuffer moved(std::move(empty));
  EXPECT_TRUE(moved.intact());
  moved.data()[0] = 0;
  EXPECT_FALSE(moved.intact());
}

}  // namespace
}  // namespace mlir_rl
