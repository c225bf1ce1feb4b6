#include "mlir_rl/evaluate/options.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

namespace mlir_rl {

std::vector<Option> EvaluateOptions::rows() {
  std::vector<Option> rows = {
      {.name = "file",
       .value = &files,
       .positional = true,
       .required = true,
       .unit = "FILE|FOLDER",
       .help = "MLIR programs; of a folder its *.mlir files"},
      {.name = "trials",
       .value = &trials,
       .commas = true,
       .unit = "candidates",
       .help = "Measurements the policy's search may make for a program, increasing; 0: its proposal as it is. Without "
               "a policy: of plain search"},
      {.name = "best",
       .value = &best,
       .help = "Search each program without a policy too: what the policy's schedules are a share of"},
      {.name = "search-trials",
       .value = &searchTrials,
       .min = 0,
       .unit = "candidates",
       .help = "Measurements of that search; 0: as many as the most of --trials"},
      {.name = "race",
       .value = &race,
       .min = 0,
       .unit = "candidates",
       .help = "Instead: how many measurements the policy's search needs to equal plain search after so many"},
      {.name = "seeds", .value = &seeds, .commas = true, .help = "Seeds of a race, one race each; default: --seed"},
      {.name = "output",
       .value = &output,
       .letter = 'o',
       .unit = "TABLE.jsonl",
       .help =
           "Table of results: a line is added for each program, and programs that are there are not measured again"},
      {.name = "compare",
       .value = &compare,
       .unit = "OLD.json",
       .help = "An earlier table or --json output: name what has become slower; exit code 1 when something has"},
  };
  const std::set<std::string> shared = {"policy", "threads", "seed", "target-cpu", "convolutions", "workers"};
  for (Option &row : measuring.rows())
    if (shared.contains(row.name)) rows.push_back(std::move(row));
  return rows;
}

template <typename T>
static Result<std::vector<T>> numbersOf(const std::string &flag, const std::vector<std::string> &texts) {
  std::vector<T> numbers;
  for (const std::string &text : texts) {
    T number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || std::is_lt(number <=> T(0)))
      return badUsage(flag + ": '" + text + "' is not a whole number of at least 0");
    numbers.push_back(number);
  }
  return numbers;
}

Result<std::vector<int64_t>> EvaluateOptions::trialNumbers() const {
  Result<std::vector<int64_t>> numbers = numbersOf<int64_t>("--trials", trials);
  if (numbers && std::adjacent_find(numbers->begin(), numbers->end(), std::greater_equal<>()) != numbers->end())
    return badUsage("--trials: each number must be greater than the one before it");
  return numbers;
}

Result<std::vector<uint64_t>> EvaluateOptions::seedNumbers() const {
  if (seeds.empty()) return std::vector<uint64_t>{measuring.seed};
  Result<std::vector<uint64_t>> numbers = numbersOf<uint64_t>("--seeds", seeds);
  if (numbers && std::set<uint64_t>(numbers->begin(), numbers->end()).size() != numbers->size())
    return badUsage("--seeds: one seed is named twice");
  return numbers;
}

Result<EvaluationSetup> EvaluateOptions::setup() const {
  Result<std::vector<int64_t>> numbers = trialNumbers();
  if (!numbers) return tl::unexpected(numbers.error());
  Conditions conditions{.policy = measuring.policy, .threads = measuring.threads, .seed = measuring.seed};
  conditions.convolutions = measuring.convolutions;
  EvaluationSetup setup{std::move(conditions), *numbers};
  if (searchTrials > 0 && !best) return badUsage("--search-trials goes with --best");
  if (!seeds.empty() && race == 0) return badUsage("--seeds goes with --race");
  if (race > 0 && !compare.empty()) return badUsage("--compare does not go with --race");
  if (race > 0 && !measuring.hasPolicy()) {
    std::string why = measuring.noteOnPolicy();
    return badUsage("--race needs a policy" + (why.empty() ? why : ": " + why));
  }
  if (best) setup.searchTrials = searchTrials > 0 ? searchTrials : numbers->empty() ? 0 : numbers->back();
  if (best && setup.searchTrials == 0) return badUsage("--best needs --search-trials when --trials has none");
  return setup;
}

Result<std::vector<std::string>> programFiles(const std::vector<std::string> &filesOrFolders) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const std::string &path : filesOrFolders) {
    std::error_code error;
    if (!fs::exists(path, error)) return badUsage(path + ": no such file or folder");
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    size_t before = files.size();
    for (const fs::directory_entry &entry : fs::directory_iterator(path, error))
      if (entry.path().extension() == ".mlir") files.push_back(entry.path().string());
    if (error) return badUsage(path + ": " + error.message());
    if (files.size() == before) return badUsage(path + ": no *.mlir file in this folder");
    std::sort(files.begin() + long(before), files.end());
  }
  return files;
}

}  // namespace mlir_rl
