#include "mlir_rl/learner/config.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using nlohmann::json;

/// A configuration as users of the field's system have it.
const char *const kTheirs = R"({"benchmarks_folder_path": "data/test/code_files",
  "json_file": "data/test/execution_times_train.json", "nb_iterations": 1000, "learning_rate": 0.0001, "gamma": 0.99,
  "clip_epsilon": 0.2, "value_epochs": 5, "ppo_epochs": 4, "model_type": "distilbert",
  "model_config": {"hidden_size": 768, "num_hidden_layers": 6}})";

std::string errorOf(const char *text) {
  TrainConfig config;
  Status status = readTrainConfig(config, json::parse(text));
  return status ? "" : status.error().message;
}

TEST(TrainConfig, OfTheFieldIsReadWithAllItsKeys) {
  TrainConfig config;
  ASSERT_TRUE(readTrainConfig(config, json::parse(kTheirs)));
  EXPECT_EQ(config.environment.benchmarksFolderPath, "data/test/code_files");
  EXPECT_EQ(config.environment.jsonFile, "data/test/execution_times_train.json");
  EXPECT_EQ(config.iterations, 1000);
  EXPECT_DOUBLE_EQ(config.learningRate, 1e-4);
  EXPECT_DOUBLE_EQ(config.gamma, 0.99);
  EXPECT_EQ(config.valueEpochs, 5);
  EXPECT_EQ(config.model, "distilbert");
  EXPECT_EQ(config.hiddenSize, 768);
  EXPECT_EQ(config.layers, 6);
  EXPECT_EQ(config.hiddenSize % config.heads, 0);
}

TEST(TrainConfig, OtherNames) {
  TrainConfig config;
  ASSERT_TRUE(readTrainConfig(config, json::parse(R"({"lr": 0.5, "clip": 0.3, "model": "distilbert"})")));
  EXPECT_DOUBLE_EQ(config.learningRate, 0.5);
  EXPECT_DOUBLE_EQ(config.clip, 0.3);
  EXPECT_EQ(config.model, "distilbert");
}

TEST(TrainConfig, UnknownKeysAreRefusedWithTheNearest) {
  EXPECT_NE(errorOf(R"({"ppo_epoch": 4})").find("did you mean ppo_epochs?"), std::string::npos);
  EXPECT_NE(errorOf(R"({"model_config": {"hidden": 4}})").find("unknown key 'hidden'"), std::string::npos);
}

TEST(TrainConfig, ValuesOutOfRangeAreNamedWithTheAllowedOnes) {
  EXPECT_EQ(errorOf(R"({"gamma": 1.5})"), "--gamma: '1.5' is not in the range 0..1");
  EXPECT_NE(errorOf(R"({"model_type": "bert2"})").find("one of lstm, distilbert"), std::string::npos);
}

TEST(TrainConfig, AKeyGivenTwiceIsRefused) {
  EXPECT_NE(errorOf(R"({"lr": 0.1, "learning_rate": 0.2})").find("are the same key"), std::string::npos);
  EXPECT_NE(errorOf(R"({"hidden_size": 8, "model_config": {"hidden_size": 9}})").find("given twice"),
            std::string::npos);
}

TEST(TrainConfig, ComesBackAsWritten) {
  TrainConfig a, b;
  a.learningRate = 0.125;
  a.tags = {"x", "y"};
  ASSERT_TRUE(readTrainConfig(b, writeTrainConfig(a)));
  EXPECT_EQ(writeTrainConfig(a), writeTrainConfig(b));
}

TEST(TrainConfig, AnIterationIsMadeOfWholeGroups) {
  TrainConfig config;
  config.episodes = 96;
  config.group = 8;
  EXPECT_TRUE(checkTrainConfig(config));
  config.group = 7;
  ASSERT_FALSE(checkTrainConfig(config));
  EXPECT_NE(checkTrainConfig(config).error().message.find("bench_count (96) is not a multiple of group_size (7)"),
            std::string::npos);
}

TEST(TrainConfig, LinearScheduleEndsBeforeZero) {
  TrainConfig config;
  config.iterations = 4;
  config.learningRate = 1;
  EXPECT_DOUBLE_EQ(ppoOptions(config, 0).update.learningRate, 1);
  EXPECT_DOUBLE_EQ(ppoOptions(config, 3).update.learningRate, 0.25);
  config.schedule = "constant";
  EXPECT_DOUBLE_EQ(ppoOptions(config, 3).update.learningRate, 1);
}

}  // namespace
}  // namespace mlir_rl
