#include "mlir_rl/support/line_process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using nlohmann::json;

Status startShell(LineProcess &process, const char *script) {
  return process.start([=] { execl("/bin/sh", "sh", "-c", script, nullptr); });
}

TEST(LineProcess, AnswersEachLine) {
  LineProcess process;
  EXPECT_FALSE(process.runs());
  ASSERT_TRUE(startShell(process, "exec cat"));
  for (int i : {1, 2}) EXPECT_EQ(process.ask({{"i", i}}, 30).value(), (json{{"i", i}}));
  EXPECT_TRUE(process.runs());
  process.stop();
  EXPECT_FALSE(process.runs());
  ASSERT_TRUE(startShell(process, "exec cat")) << "once more";
  EXPECT_EQ(process.ask(3, 30).value(), 3);
}

TEST(LineProcess, WhatGoesWrongEndsIt) {
  struct {
    const char *script, *message;
    ErrorKind kind;
  } cases[] = {{"read line; exit 1", "its process died", ErrorKind::environment},
               {"exec sleep 30", "no answer within 1 s", ErrorKind::failed},
               {"read line; echo nonsense; exec sleep 30", "its answer is not JSON", ErrorKind::failed}};
  for (const auto &c : cases) {
    LineProcess process;
    ASSERT_TRUE(startShell(process, c.script));
    Result<json> answer = process.ask(1, 1);
    ASSERT_FALSE(answer) << c.script;
    EXPECT_EQ(answer.error().message, c.message);
    EXPECT_EQ(answer.error().kind, c.kind);
    EXPECT_FALSE(process.runs());
  }
}

}  // namespace
}  // namespace mlir_rl
