#include "mlir_rl/kernel_set/frames.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace mlir_rl::kernel {
namespace {

TEST(KernelFrames, ComeWholeWhateverThePieces) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_TRUE(writeFrame(ends[1], 'a', "one"));
  ASSERT_TRUE(writeFrame(ends[1], 'b', ""));
  ASSERT_TRUE(writeFrame(ends[1], 'c', std::string(3, '\0')));
  close(ends[1]);
  char bytes[100];
  ssize_t size = read(ends[0], bytes, sizeof bytes);
  close(ends[0]);
  for (size_t step : {size_t{1}, size_t{5}, size_t(size)}) {
    FrameReader reader;
    std::string seen;
    for (size_t at = 0; at < size_t(size); at += step) {
      reader.add({bytes + at, std::min(step, size_t(size) - at)});
      while (std::optional<Frame> frame = reader.next()) seen += frame->kind + frame->bytes;
    }
    EXPECT_EQ(seen, std::string("aonebc") + std::string(3, '\0'));
  }
}

TEST(KernelFrames, EndOfInputIsNoFrame) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_TRUE(writeFrame(ends[1], 'a', "one"));
  close(ends[1]);
  FrameReader reader;
  EXPECT_EQ(readFrame(ends[0], reader)->bytes, "one");
  EXPECT_FALSE(readFrame(ends[0], reader).has_value());
  close(ends[0]);
}

}  // namespace
}  // namespace mlir_rl::kernel
