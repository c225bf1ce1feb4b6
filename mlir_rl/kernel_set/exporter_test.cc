#include "mlir_rl/kernel_set/exporter.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/support/compressed.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class KernelExport : public ::testing::Test {
 protected:
  Result<Manifest> tryExport(ExportOptions options, const RowSource &source = fakeSource()) {
    options.folder = folder("out");
    options.parquet.script = MLIR_RL_SOURCE_DIR "/python/kernels/parquet.py";
    Result<SetView> view = SetView::open(folder("set"));
    EXPECT_TRUE(view.has_value()) << view.error().message;
    return exportSet(*view, source, options, [](int64_t) {}, [] { return false; });
  }
  Manifest exported(const ExportOptions &options, const RowSource &source = fakeSource()) {
    Result<Manifest> manifest = tryExport(options, source);
    EXPECT_TRUE(manifest.has_value()) << manifest.error().message;
    return manifest.value_or(Manifest());
  }
  /// All records of all files.
  std::vector<nlohmann::json> records(const Manifest &manifest) {
    std::vector<nlohmann::json> all;
    for (const WrittenFile &file : manifest.files) {
      std::string text = *readText(folder("out") + "/" + file.name);
      nlohmann::json values = nlohmann::json::array();
      if (manifest.format == "json") values = nlohmann::json::parse(text);
      std::istringstream lines(text);
      if (manifest.format == "jsonl")
        for (std::string line; std::getline(lines, line);) values.push_back(nlohmann::json::parse(line));
      EXPECT_EQ(int64_t(values.size()), file.rows);
      for (const nlohmann::json &value : values) {
        EXPECT_EQ(value["split"], splitName(file.split));
        all.push_back(value);
      }
    }
    return all;
  }
  std::string folder(const std::string &name) { return temporary_.path() + "/" + name; }
  TemporaryFolder temporary_;
};

/// The source as JSON has it, with as many sums as `depth` says.
std::string sourceOf(int depth) {
  std::string sums;
  for (int i = 0; i < depth; ++i) sums += " + x[i]";
  return R"(import warp as wp\n\n\n@wp.kernel\ndef sums(x: wp.array(dtype=wp.float32), out: wp.array(dtype=wp.float32)):)"
         R"(\n    i = wp.tid()\n    out[i] = x[i])" +
         sums + R"( + 0.0\n)";
}

TEST_F(KernelExport, PairsInTheKnownShape) {
  generated(folder("set"), fakeSource(), 3);
  Manifest manifest = exported({.forms = {Form::cpp, Form::cuda}});
  ASSERT_EQ(manifest.files.size(), 1u);
  EXPECT_EQ(manifest.files[0].name, "train-00000.json");
  std::string expected = "[";
  for (int depth : {1, 2, 3})
    for (std::string form : {"cpp", "cuda"})
      expected += std::string(expected.size() == 1 ? "\n" : ",\n") + R"({"python_source":")" + sourceOf(depth) +
                  R"(","ir_code":")" + form + " of depth " + std::to_string(depth) +
                  R"(\n","kernel_name":"sums","backend":")" + (form == "cpp" ? "cpu" : "cuda") + R"(","form":")" +
                  form + R"(","id":"7-0-000000)" + std::to_string(depth - 1) + R"(","family":")" +
                  (depth % 2 ? "odd" : "even") + R"(","split":"train","augmentation":""})";
  EXPECT_EQ(*readFile(folder("out") + "/train-00000.json"), expected + "\n]\n");
  EXPECT_EQ(records(manifest).size(), 6u);
  EXPECT_EQ(manifest.records, 6);
  EXPECT_EQ(manifest.rows, 3);
}

TEST_F(KernelExport, WholeRowsAsJsonLines) {
  generated(folder("set"), fakeSource(), 3);
  Manifest manifest = exported({.format = "jsonl"});
  std::vector<nlohmann::json> all = records(manifest);
  ASSERT_EQ(all.size(), 3u);
  for (const nlohmann::json &row : all) {
    bool third = row["id"] == "7-0-0000002";
    EXPECT_EQ(row["forms"].size(), third ? 10u : 11u);
    EXPECT_EQ(row["missing"].dump(), third ? R"({"ptx":"needs libdevice: __nv_sqrtf"})" : "{}");
    EXPECT_EQ(row["runs"].size(), 3u);
    EXPECT_EQ(row["variants"].dump(), R"(["copy"])");
    EXPECT_EQ(row["augmentation"], "");
  }
}

TEST_F(KernelExport, EqualSetsGiveEqualFilesWhateverTheirShards) {
  generated(folder("set"), fakeSource(7), 20);
  Manifest whole = exported({});
  std::filesystem::rename(folder("out"), folder("whole"));
  std::filesystem::remove_all(folder("set"));
  for (int shard : {1, 0}) generated(folder("set"), fakeSource(7), 20, {.shard = shard, .shards = 2});
  Manifest sharded = exported({});
  for (const auto &entry : std::filesystem::directory_iterator(folder("whole")))
    EXPECT_EQ(*readFile(entry.path()), *readFile(folder("out") + "/" + entry.path().filename().string()))
        << entry.path();
}

TEST_F(KernelExport, OnlyKeptRows) {
  auto crash = [](const Module &module) {
    if (depthOf(module) == 2) raise(SIGILL);
  };
  generated(folder("set"), fakeSource(7, crash), 14);
  EXPECT_EQ(exported({.forms = {Form::cpp}}).records, 5) << "seven of one structure, and seven that failed";
}

TEST_F(KernelExport, TasksArePairsOfTexts) {
  generated(folder("set"), fakeSource(), 3);
  auto sides = [&](const std::string &task) {
    Manifest manifest = exported({.task = task, .forms = {Form::cpp, Form::llvmO0, Form::llvmO2, Form::llvmO3}});
    std::vector<std::string> all;
    for (const nlohmann::json &record : records(manifest))
      if (record["id"] == "7-0-0000000")
        all.push_back(record["source_form"].get<std::string>() + ">" + record["target_form"].get<std::string>());
    std::filesystem::remove_all(folder("out"));
    return all;
  };
  EXPECT_THAT(sides("translate"), ElementsAre("python>cpp", "python>llvm-o0", "python>llvm-o2", "python>llvm-o3"));
  EXPECT_THAT(sides("optimise"), ElementsAre("llvm-o0>llvm-o2", "llvm-o0>llvm-o3"));
  EXPECT_THAT(sides("decompile"), ElementsAre("llvm-o2>python"));
}

/// Of four kernels, with constants 0.5, 1.5, 0.5, ... (two of each structure).
TEST_F(KernelExport, AugmentedRowsKeepIdAndSplit) {
  generated(folder("set"), fakeSource(2), 4, {.seed = 2});
  Manifest manifest = exported(
      {.format = "jsonl",
       .forms = {Form::cpp},
       .augment = {Augmentation::rename, Augmentation::constants, Augmentation::comments, Augmentation::formatting}},
      fakeSource(2));
  EXPECT_EQ(manifest.rows, 4);
  std::map<std::string, std::set<std::string>> splits, texts, exact, behaviours;
  std::map<std::string, int> ways;
  for (const nlohmann::json &record : records(manifest)) {
    std::string id = record["id"];
    splits[id].insert(record["split"]);
    texts[id].insert(record["python_source"]);
    exact[id].insert(record["hashes"]["exact"]);
    behaviours[id].insert(record["hashes"]["behaviour"]);
    ++ways[record["augmentation"]];
  }
  for (const auto &[id, all] : splits) EXPECT_EQ(all.size(), 1u) << id;
  for (const auto &[id, all] : texts) EXPECT_GE(all.size(), 3u) << id;
  EXPECT_EQ(exact.at("7-2-0000000").size(), 3u) << "as it is, with other names, with other constants";
  EXPECT_EQ(behaviours.at("7-2-0000000").size(), 2u) << "other names change nothing";
  EXPECT_GE(ways["constants"], 2);
  ways.erase("constants");
  EXPECT_EQ(ways, (std::map<std::string, int>{{"", 4}, {"rename", 4}, {"comments", 4}, {"formatting", 4}}));
}

TEST_F(KernelExport, AManifestNamesEveryFile) {
  generated(folder("set"), fakeSource(), 12);
  Manifest manifest = exported({});
  EXPECT_THAT(*verifyExport(folder("out")), IsEmpty());
  nlohmann::json json = nlohmann::json::parse(*readFile(folder("out") + "/manifest.json"));
  EXPECT_EQ(json["licence"], "MIT");
  EXPECT_EQ(json["set"]["generator"], 7);
  EXPECT_EQ(json["files"].size(), manifest.files.size());
  std::string changed = folder("out") + "/" + manifest.files[0].name;
  ASSERT_TRUE(writeFile(changed, *readFile(changed) + " "));
  ASSERT_TRUE(writeFile(folder("out") + "/more.json", ""));
  EXPECT_THAT(*verifyExport(folder("out")),
              ElementsAre(manifest.files[0].name + " has another SHA-256 than manifest.json says",
                          "more.json is not in manifest.json"));
  std::filesystem::remove(changed);
  EXPECT_EQ((*verifyExport(folder("out")))[0], manifest.files[0].name + " is missing");
}

TEST_F(KernelExport, TheCardSaysWhatItIs) {
  generated(folder("set"), fakeSource(), 12);
  exported({.task = "optimise"});
  std::string card = *readFile(folder("out") + "/README.md");
  for (const char *part : {"license: mit", "path: train-*.json", "`mlir-rl kernels generate --seed 0`", "*optimise*",
                           "12 kernels, 24 records", "## Limits"})
    EXPECT_NE(card.find(part), std::string::npos) << part << "\n" << card;
  EXPECT_EQ(card.find("NVIDIA's libdevice"), std::string::npos) << "no PTX in this task";
  std::filesystem::remove_all(folder("out"));
  exported({.task = "translate"});
  card = *readFile(folder("out") + "/README.md");
  EXPECT_NE(card.find("## Licence\n\nMIT.\nFunctions of NVIDIA's libdevice are linked into `ptx`"), std::string::npos);
}

TEST_F(KernelExport, RefusesWhatItCannotDo) {
  generated(folder("set"), fakeSource(), 2, {.forms = {Form::cpp}});
  EXPECT_EQ(tryExport({.forms = {Form::ptx}}).error().message, "the set was made without the form ptx");
  std::filesystem::create_directories(folder("out/already"));
  Result<Manifest> full = tryExport({.forms = {Form::cpp}});
  ASSERT_FALSE(full.has_value());
  EXPECT_EQ(full.error().kind, ErrorKind::usage);
  EXPECT_NE(full.error().message.find("is not empty"), std::string::npos) << full.error().message;
}

TEST_F(KernelExport, ParquetHoldsTheSamePairs) {
  const std::string python = MLIR_RL_SOURCE_DIR "/.venv-kernels/bin/python";
  if (!exists(python)) GTEST_SKIP() << "no pyarrow: make kernel-tools";
  generated(folder("set"), fakeSource(), 4);
  ExportOptions options = {.format = "parquet", .forms = {Form::cpp, Form::ptx}};
  options.parquet.python = python;
  Manifest manifest = exported(options);
  EXPECT_THAT(*verifyExport(folder("out")), IsEmpty());
  std::string read = python + " -c 'import json, sys, pyarrow.parquet as p\nprint(json.dumps(" +
                     "[row for name in sys.argv[1:] for row in p.read_table(name).to_pylist()]))'";
  for (const WrittenFile &file : manifest.files) read += " " + folder("out") + "/" + file.name;
  read += " >" + folder("read.json");
  ASSERT_EQ(system(read.c_str()), 0);  // NOLINT(bugprone-command-processor)
  nlohmann::json parquet = nlohmann::json::parse(*readFile(folder("read.json")));
  std::filesystem::remove_all(folder("out"));
  nlohmann::json pairs = records(exported({.forms = {Form::cpp, Form::ptx}}));
  EXPECT_EQ(parquet, pairs);
}

TEST_F(KernelExport, WithoutPyarrowParquetSaysWhatToInstall) {
  generated(folder("set"), fakeSource(), 2, {.forms = {Form::cpp}});
  ASSERT_TRUE(makeFolder(folder("no/pyarrow")));
  ASSERT_TRUE(writeFile(folder("no/pyarrow/__init__.py"), "raise ImportError('none')\n"));
  setenv("PYTHONPATH", folder("no").c_str(), 1);
  Result<Manifest> manifest = tryExport({.format = "parquet", .forms = {Form::cpp}});
  unsetenv("PYTHONPATH");
  ASSERT_FALSE(manifest.has_value());
  EXPECT_EQ(manifest.error().kind, ErrorKind::environment);
  EXPECT_NE(manifest.error().message.find("make kernel-tools"), std::string::npos) << manifest.error().message;
  EXPECT_FALSE(exists(folder("out/manifest.json")));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
