// docs/schedules.md lists every reason for which an action is refused. That what it says is true is checked where it is
// printed (tools/mlir-rl/schedules_reference.cc); here, that nothing is missing.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

namespace mlir_rl {
namespace {

std::string readAll(const std::filesystem::path &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Literals of several words that a file returns.
std::set<std::string> refusalsIn(const std::string &source) {
  std::set<std::string> refusals;
  static const std::regex returned(R"(return[^;{}]*;)"), literal(R"#("([a-z][^"]* [^"]*)")#");
  for (std::sregex_iterator at(source.begin(), source.end(), returned), end; at != end; ++at) {
    std::string statement = at->str();
    for (std::sregex_iterator found(statement.begin(), statement.end(), literal); found != end; ++found)
      refusals.insert((*found)[1]);
  }
  return refusals;
}

std::set<std::string> allRefusals() {
  std::set<std::string> all;
  for (const char *folder : {"/mlir_rl/nest", "/mlir_rl/schedule/kinds"})
    for (const auto &entry : std::filesystem::directory_iterator(MLIR_RL_SOURCE_DIR + std::string(folder)))
      if (entry.path().extension() == ".cc" && entry.path().string().find("_test.cc") == std::string::npos)
        all.merge(refusalsIn(readAll(entry.path())));
  return all;
}

TEST(SchedulesDoc, ListsEveryRefusal) {
  std::string doc = readAll(MLIR_RL_SOURCE_DIR "/docs/schedules.md");
  std::set<std::string> refusals = allRefusals();
  EXPECT_GT(refusals.size(), 40u);
  for (const std::string &refusal : refusals)
    EXPECT_NE(doc.find("| " + refusal + " |"), std::string::npos)
        << "'" << refusal << "' is not in docs/schedules.md: give its kind an example that provokes it";
}

}  // namespace
}  // namespace mlir_rl
