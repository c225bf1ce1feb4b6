#include "mlir_rl/peers/child.h"

#include <gtest/gtest.h>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

ChildPlace testPlace(const TemporaryFolder &folder) {
  return {.python = "/usr/bin/python3",
          .package = std::string(MLIR_RL_SOURCE_DIR) + "/mlir_rl/peers/testing",
          .log = folder.path() + "/children.log",
          .cores = {0}};
}

nlohmann::json askOnce(const std::string &variant, double seconds = 20) {
  TemporaryFolder folder;
  ChildPlace place = testPlace(folder);
  Child child(place, {"runtime", variant});
  Result<nlohmann::json> answer = child.ask({{"burst", 2}}, seconds);
  EXPECT_TRUE(answer) << answer.error().message;
  return answer.value_or(nlohmann::json());
}

TEST(Child, Answers) { EXPECT_EQ(askOnce("")["seconds"].size(), 2U); }

TEST(Child, WhatGoesWrongInItIsAnAnswer) {
  EXPECT_EQ(askOnce("broken"), nlohmann::json({{"status", "failed"}, {"why", "as asked"}}));
  EXPECT_NE(askOnce("dying")["why"].get<std::string>().find("its process died; see "), std::string::npos);
  EXPECT_NE(askOnce("garbled")["why"].get<std::string>().find("not JSON"), std::string::npos);
  EXPECT_NE(askOnce("silent", 0.3)["why"].get<std::string>().find("no answer within"), std::string::npos);
}

TEST(Child, IsStartedAgainAfterItDied) {
  TemporaryFolder folder;
  ChildPlace place = testPlace(folder);
  Child child(place, {"runtime"});
  ASSERT_TRUE(child.ask({{"burst", 1}}, 20));
  child.stop();
  Result<nlohmann::json> answer = child.ask({{"burst", 3}}, 20);
  ASSERT_TRUE(answer);
  EXPECT_EQ((*answer)["seconds"].size(), 3U);
}

TEST(Child, AMissingPythonIsSaidWithWhatToDo) {
  TemporaryFolder folder;
  ChildPlace place = testPlace(folder);
  place.python = "/nowhere/python";
  Child child(place, {"runtime"});
  Result<nlohmann::json> answer = child.ask({{"burst", 1}}, 20);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::environment);
  EXPECT_NE(answer.error().message.find("make peers"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
