#include "mlir_rl/env/recording.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

Recording sample() {
  Recording r;
  r.machine = testing::sampleMachine();
  r.programs = {{"a", "module {}"}};
  r.episodes = {{"0123", {"next", "vectorize %0 [4] lanes 0"}, "stop", {Outcome::ok, 1e-3}},
                {"0123", {"rules"}, "stop", {Outcome::cut, 5e-3}}};
  return r;
}

TEST(Recording, ComesBackAsItWas) {
  TemporaryFolder folder;
  std::string path = folder.path() + "/recording.jsonl";
  ASSERT_TRUE(writeRecording(path, sample()));
  auto read = readRecording(path);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->machine, sample().machine);
  EXPECT_EQ(read->episodes, sample().episodes);
  EXPECT_EQ(read->programs.at(0).text, "module {}");
}

void expectRefused(const std::string &content, const std::string &why) {
  TemporaryFolder folder;
  std::string path = folder.path() + "/bad.jsonl";
  ASSERT_TRUE(writeFile(path, content));
  auto read = readRecording(path);
  ASSERT_FALSE(read) << content;
  EXPECT_EQ(read.error().kind, ErrorKind::usage);
  EXPECT_NE(read.error().message.find(why), std::string::npos) << read.error().message;
}

TEST(Recording, RefusesWhatItCannotRead) {
  expectRefused("", "not a recording");
  expectRefused("{\"a\": 1}\n", "not a recording");
  expectRefused("{\"recording\": 99}\n", "version 99");
  expectRefused("{\"recording\": 1, \"schema\": \"scheduling-0\"}\n", "schema scheduling-0");
  expectRefused("no json\n", "line 1");
  TemporaryFolder folder;
  std::string path = folder.path() + "/cut.jsonl";
  ASSERT_TRUE(writeRecording(path, sample()));
  std::string text = *readFile(path);
  expectRefused(text.substr(0, text.size() - 20), "line 4");
}

TEST(RecordedEnvironment, NeedsSomethingToChoose) {
  auto recording = std::make_shared<Recording>(sample());
  recording->programs.clear();
  auto environment = makeRecordedEnvironment(recording, 1);
  ASSERT_FALSE(environment);
  EXPECT_NE(environment.error().message.find("no recorded task"), std::string::npos);
}

TEST(Reward, IsTheLogarithmOfTheGain) {
  EXPECT_EQ(rewardOf({Outcome::ok, 2.0}, 2.0), 0);
  EXPECT_NEAR(rewardOf({Outcome::ok, 1.0}, 2.0), 0.6931, 1e-4);
  EXPECT_NEAR(rewardOf({Outcome::cut, 10.0}, 2.0), -1.6094, 1e-4);
  EXPECT_EQ(rewardOf({Outcome::crash, 0}, 2.0), -3);
  EXPECT_EQ(rewardOf({Outcome::ok, 1e9}, 2.0), -3);
}

}  // namespace
}  // namespace mlir_rl
