#include "mlir_rl/support/json_lines.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <thread>

#include "mlir_rl/support/files.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

/// A pipe whose writing end is fed with a text and closed.
class Fed {
 public:
  explicit Fed(const std::string &text) {
    EXPECT_EQ(pipe(ends_.data()), 0);
    writer_ = std::thread([this, text] {
      EXPECT_TRUE(writeAll(ends_[1], text, "pipe"));
      close(ends_[1]);
    });
  }
  ~Fed() {
    writer_.join();
    close(ends_[0]);
  }
  int fd() const { return ends_[0]; }

 private:
  std::array<int, 2> ends_{};
  std::thread writer_;
};

TEST(JsonLines, RoundTrips) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  json value = {{"name", "a\nb"}, {"samples", {1.5, 2.5e-9}}, {"id", 7}};
  ASSERT_TRUE(writeJsonLine(ends[1], value));
  ASSERT_TRUE(writeJsonLine(ends[1], 3));
  close(ends[1]);
  JsonLineReader reader(ends[0]);
  EXPECT_EQ(**reader.next(), value);
  EXPECT_TRUE(reader.hasLine());
  EXPECT_EQ(**reader.next(), json(3));
  EXPECT_FALSE(reader.next()->has_value());
  close(ends[0]);
}

TEST(JsonLines, MalformedLineNamesItsNumberAndReadingGoesOn) {
  Fed input("{\"a\":1}\n\n{\"a\":\n{\"a\":2}\n");
  JsonLineReader reader(input.fd());
  ASSERT_TRUE(reader.next());
  auto bad = reader.next();
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().kind, ErrorKind::usage);
  EXPECT_EQ(bad.error().message.rfind("line 3: parse error", 0), 0u) << bad.error().message;
  EXPECT_EQ((**reader.next())["a"], 2);
  EXPECT_EQ(reader.lineNumber(), 4);
}

TEST(JsonLines, LastLineMayLackItsNewlineButNotItsEnd) {
  Fed whole("{\"a\":1}");
  EXPECT_EQ((**JsonLineReader(whole.fd()).next())["a"], 1);
  Fed cut("{\"a\":1}\n{\"a\":");
  JsonLineReader reader(cut.fd());
  ASSERT_TRUE(reader.next());
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.next()->has_value());
}

TEST(JsonLines, LongLinesArriveWhole) {
  std::string big(1'000'000, 'x');
  Fed input(json{{"big", big}}.dump() + "\n");
  EXPECT_EQ((**JsonLineReader(input.fd()).next())["big"], big);
}

TEST(JsonLines, RefusesEndlessLines) {
  Fed input(std::string(60'000, 'x'));
  EXPECT_FALSE(JsonLineReader(input.fd(), 1000).next());
}

TEST(JsonLines, WhatJsonCannotSayIsReplaced) {
  EXPECT_EQ(jsonText({{"nan", std::nan("")}}), R"({"nan":null})");
  EXPECT_EQ(jsonText("\xff"), "\"\xef\xbf\xbd\"");
}

TEST(JsonLines, FullDiskIsAnError) {
  int fd = open("/dev/full", O_WRONLY);
  auto status = writeJsonLine(fd, 1);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::environment);
  close(fd);
}

}  // namespace
}  // namespace mlir_rl
