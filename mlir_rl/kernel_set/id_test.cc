#include "mlir_rl/kernel_set/id.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel {
namespace {

TEST(KernelIds, ReadBackAsTheyWereWritten) {
  for (const KernelId &id : {KernelId{1, 42, 17}, KernelId{0, 0, 0}, KernelId{3, ~uint64_t(0), 123456789}})
    EXPECT_EQ(*parseId(idText(id)), id) << idText(id);
  EXPECT_EQ(idText({1, 42, 17}), "1-42-0000017");
}

TEST(KernelIds, RefusesOtherTexts) {
  for (const char *text : {"", "1-42", "1-42-17", "1-42-0000017-", "1-42-0000017-3", "-1-42-0000017", "a-42-0000017",
                           "1-42-00000017", "1--0000017", "1 42 0000017"}) {
    Result<KernelId> id = parseId(text);
    ASSERT_FALSE(id.has_value()) << text;
    EXPECT_EQ(id.error().kind, ErrorKind::usage);
  }
}

}  // namespace
}  // namespace mlir_rl::kernel
