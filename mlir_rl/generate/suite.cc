#include "mlir_rl/generate/suite.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/program/prepare.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace suites_of_programs {
std::vector<SuiteProgram> singleOps();
std::vector<SuiteProgram> layers();
}  // namespace suites_of_programs

std::span<const Suite> suites() {
  static const Suite all[] = {
      {"single_ops", "one layer each, as networks have them, and odd shapes", suites_of_programs::singleOps},
      {"layers", "layers with constant weights and what follows them: norm, activation, residual",
       suites_of_programs::layers},
  };
  return all;
}

Result<Suite> findSuite(const std::string &name) {
  std::string names;
  for (const Suite &suite : suites()) {
    if (suite.name == name) return suite;
    names += (names.empty() ? "" : ", ") + std::string(suite.name);
  }
  return badUsage("there is no suite '" + name + "'; there are: " + names);
}

Result<SuiteItem> makeItem(const SuiteProgram &program) {
  Builder builder(1);
  std::vector<Value> results = program.build(builder);
  std::string text = builder.finish(results);
  Result<Program> parsed = parseProgram(text, program.name, {});
  if (!parsed) return failed(parsed.error().message + "\n" + text);
  Result<Prepared> prepared = prepare(*parsed);
  if (!prepared) return failed(prepared.error().message + "\n" + text);
  SuiteItem item{
      .name = program.name, .origin = program.origin, .text = builder.torchComment(results) + parsed->text()};
  for (const Task &task : prepared->tasks) {
    item.tasks.push_back(task.summary.hash);
    item.flops += task.summary.flops * double(task.summary.count);
    item.bytes += task.summary.bytes * double(task.summary.count);
  }
  return item;
}

std::string suiteManifest(const std::vector<SuiteItem> &items) {
  std::string text;
  for (const SuiteItem &item : items)
    text += jsonText({{"name", item.name},
                      {"origin", item.origin},
                      {"flops", item.flops},
                      {"bytes", item.bytes},
                      {"tasks", item.tasks}}) +
            "\n";
  return text;
}

}  // namespace mlir_rl
