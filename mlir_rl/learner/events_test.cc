#include "mlir_rl/learner/events.h"

#include <gtest/gtest.h>

#include <cstring>

namespace mlir_rl {
namespace {

std::string hex(const std::string &bytes) {
  std::string out;
  for (unsigned char byte : bytes) {
    char two[3];
    snprintf(two, sizeof two, "%02x", byte);
    out += two;
  }
  return out;
}

TEST(Crc32c, OfTheStandardsCheckText) {
  EXPECT_EQ(crc32c("123456789"), 0xe3069283u);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8a9136aau);
}

TEST(Events, AScalarIsTheProtocolBufferTensorBoardReads) {
  std::string record = scalarEvent(1, 300, {{"a/b", 0.5}});
  uint64_t length = 0;
  std::memcpy(&length, record.data(), 8);
  ASSERT_EQ(record.size(), 8 + 4 + length + 4);
  // wall_time 1.0; step 300; summary { value { tag "a/b" simple_value 0.5 } }
  EXPECT_EQ(hex(record.substr(12, length)),
            "09000000000000f03f"
            "10ac02"
            "2a0c"
            "0a0a"
            "0a03612f62"
            "150000003f");
}

TEST(Events, CheckSumsAreMasked) {
  std::string record = eventFileStart(0);
  uint32_t stored = 0, crc = crc32c(record.substr(0, 8));
  std::memcpy(&stored, record.data() + 8, 4);
  EXPECT_EQ(stored, ((crc >> 15) | (crc << 17)) + 0xa282ead8u);
  EXPECT_NE(record.find("brain.Event:2"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
