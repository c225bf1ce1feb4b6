#include "mlir_rl/learner/trainer.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/learner/checkpoint.h"
#include "mlir_rl/nn/weights.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

class TrainerTest : public ::testing::Test {
 protected:
  TrainerTest() {
    config_.environment = {.environment = "toy:chain", .slots = 4, .seed = 7};
    config_.iterations = 6;
    config_.episodes = 8;
    config_.hiddenSize = 16;
    config_.layers = 1;
    config_.dropout = 0.1;
    config_.checkpointEvery = 3;
    config_.evaluateEvery = 2;
    config_.seed = 7;
  }

  /// Trains in a folder until so many iterations are done in this session.
  Result<TrainReport> trainIn(const std::string &name, bool resume, int64_t most = 1000) {
    int64_t seen = 0;
    TrainHooks hooks{[&](const TrainProgress &) { ++seen; }, [&] { return seen >= most; }};
    TrainingEnvironment environment = *makeTrainingEnvironment(config_.environment);
    return train(config_, environment, path(name), resume, hooks);
  }
  std::string path(const std::string &name) {
    EXPECT_TRUE(makeFolder(folder_ + "/" + name));
    return folder_ + "/" + name;
  }
  std::string bytes(const std::string &name) { return *readFile(folder_ + "/" + name); }

  void expectEqual(const std::string &a, const std::string &b) {
    for (const char *file : {"metrics.jsonl", "episodes.jsonl", "best.safetensors", "last.safetensors",
                             "checkpoints/iteration_000006.safetensors"}) {
      std::string first = bytes(a + "/" + file), second = bytes(b + "/" + file);
      // Sizes of files with times in them stand in the metadata of a checkpoint; its weights follow the header.
      if (std::string(file).find("checkpoints") == 0) {
        EXPECT_EQ(tensors(first), tensors(second));
        continue;
      }
      EXPECT_EQ(first, second) << file;
    }
  }
  static std::string tensors(const std::string &bytes) {
    TensorFile file = *parseTensors(bytes, "checkpoint");
    file.metadata.clear();
    return printTensors(file);
  }

  TemporaryFolder temporary_;
  std::string folder_ = temporary_.path();
  TrainConfig config_;
};

TEST_F(TrainerTest, StoppedAndResumedIsTheSameToTheBit) {
  ASSERT_TRUE(trainIn("straight", false));
  Result<TrainReport> half = trainIn("halves", false, 3);
  ASSERT_TRUE(half);
  EXPECT_TRUE(half->stopped);
  EXPECT_EQ(half->progress.iterations, 3);
  Result<TrainReport> rest = trainIn("halves", true);
  ASSERT_TRUE(rest);
  EXPECT_FALSE(rest->stopped);
  expectEqual("straight", "halves");
}

// What kill -9 leaves: logs of iterations that no checkpoint knows, a last line cut off.
TEST_F(TrainerTest, KilledAndResumedIsTheSameToTheBit) {
  ASSERT_TRUE(trainIn("straight", false));
  ASSERT_TRUE(trainIn("killed", false, 5));
  fs::remove(folder_ + "/killed/checkpoints/iteration_000005.safetensors");
  ASSERT_TRUE(writeFile(folder_ + "/killed/metrics.jsonl", bytes("killed/metrics.jsonl") + "{\"itera"));
  ASSERT_TRUE(trainIn("killed", true));
  expectEqual("straight", "killed");
}

TEST_F(TrainerTest, AnotherSeedGivesOtherWeights) {
  ASSERT_TRUE(trainIn("a", false));
  config_.seed = 8;
  ASSERT_TRUE(trainIn("b", false));
  EXPECT_NE(bytes("a/last.safetensors"), bytes("b/last.safetensors"));
}

TEST_F(TrainerTest, LeavesWhatTheFolderShouldHold) {
  ASSERT_TRUE(trainIn("run", false));
  EXPECT_EQ(nlohmann::json::parse(bytes("run/config.json")), writeTrainConfig(config_));
  std::string metrics = bytes("run/metrics.jsonl");
  EXPECT_EQ(std::count(metrics.begin(), metrics.end(), '\n'), 6);
  std::string episodes = bytes("run/episodes.jsonl");
  EXPECT_EQ(std::count(episodes.begin(), episodes.end(), '\n'), 48);
  EXPECT_TRUE(exists(folder_ + "/run/checkpoints/iteration_000003.safetensors"));
  for (const char *name : {"charts/learning_rate", "losses/value_loss", "losses/policy_loss", "losses/entropy",
                           "losses/approx_kl", "losses/clipfrac", "losses/explained_variance"})
    EXPECT_NE(metrics.find(name), std::string::npos) << name;
  Checkpoint last = *readLastCheckpoint(folder_ + "/run");
  EXPECT_EQ(last.progressed.iterations, 6);
  EXPECT_EQ(last.progressed.steps, 48 * 8);
}

TEST_F(TrainerTest, OldCheckpointsGo) {
  config_.checkpointEvery = 1;
  config_.keepCheckpoints = 2;
  ASSERT_TRUE(trainIn("run", false));
  EXPECT_FALSE(exists(folder_ + "/run/checkpoints/iteration_000004.safetensors"));
  EXPECT_TRUE(exists(folder_ + "/run/checkpoints/iteration_000005.safetensors"));
}

TEST_F(TrainerTest, ARunWithoutCheckpointIsNotResumed) {
  Result<TrainReport> report = trainIn("empty", true);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("no checkpoint"), std::string::npos);
}

TEST_F(TrainerTest, ACheckpointThatIsCutOffIsAnErrorThatNamesIt) {
  ASSERT_TRUE(trainIn("run", false, 3));
  std::string name = "run/checkpoints/iteration_000003.safetensors";
  ASSERT_TRUE(writeFile(folder_ + "/" + name, bytes(name).substr(0, 1000)));
  Result<TrainReport> report = trainIn("run", true);
  ASSERT_FALSE(report);
  EXPECT_NE(report.error().message.find("iteration_000003"), std::string::npos);
}

TEST_F(TrainerTest, RunFoldersAreNumbered) {
  EXPECT_EQ(*makeRunFolder(folder_ + "/results"), folder_ + "/results/run_1");
  ASSERT_TRUE(makeFolder(folder_ + "/results/run_9"));
  EXPECT_EQ(*makeRunFolder(folder_ + "/results"), folder_ + "/results/run_10");
}

}  // namespace
}  // namespace mlir_rl
