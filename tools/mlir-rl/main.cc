#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iterator>
#include <new>
#include <nlohmann/json.hpp>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/flags.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/nearest.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {
namespace {

constexpr const char *kVersion = "mlir-rl " MLIR_RL_VERSION " (LLVM " MLIR_RL_LLVM_VERSION ")";

/// A subcommand with its parser and the options common to all.
struct Parsed {
  std::unique_ptr<Command> command;
  CLI::App *app = nullptr;
  Context context;
  std::string config;
  std::vector<Option> rows;

  std::vector<Option> commonRows() {
    return {{.name = "json", .value = &context.json, .help = "Print one JSON object instead of text"},
            {.name = "quiet", .value = &context.quiet, .help = "Show no progress"},
            {.name = "config", .value = &config, .unit = "FILE", .help = "Read options from a JSON file; flags win"}};
  }
};

/// Only the command named on the command line is made: the others' options cost nothing.
void declare(CLI::App &app, const CommandEntry &entry, Parsed &parsed) {
  parsed.command = entry.make();
  parsed.app = app.get_subcommand(entry.name);
  parsed.rows = parsed.command->options();
  addFlags(*parsed.app, parsed.rows);
  addFlags(*parsed.app, parsed.commonRows());
}

Status readConfig(const Parsed &parsed) {
  if (parsed.config.empty()) return {};
  Result<std::string> text = readFile(parsed.config);
  if (!text) return tl::unexpected<Error>(text.error());
  Result<nlohmann::json> object = parseJson(*text, parsed.config);
  if (!object) return tl::unexpected<Error>(object.error());
  Status status = readJson(parsed.rows, *object);
  if (!status) return badUsage(parsed.config + ": " + status.error().message);
  return {};
}

Status runParsed(Parsed &parsed) {
  Status status = applyFlags(*parsed.app, parsed.commonRows());
  if (status) status = readConfig(parsed);
  if (status) status = applyFlags(*parsed.app, parsed.rows);
  if (status) status = parsed.command->readFiles();
  if (status) status = applyFlags(*parsed.app, parsed.rows);
  if (status) status = parsed.command->run(parsed.context);
  return status;
}

int report(const Error &error) {
  fprintf(stderr, "mlir-rl: %s\n", error.message.c_str());
  return static_cast<int>(error.kind);
}

/// "did you mean" for the first argument the parser could not place.
std::string suggestion(const CLI::App &app, const CLI::ParseError &error, const Parsed &parsed) {
  std::vector<std::string> extras = app.remaining(true);
  bool unplaced = dynamic_cast<const CLI::ExtrasError *>(&error) != nullptr && !extras.empty();
  if (!unplaced || parsed.app == nullptr) return "";
  std::vector<std::string> names;
  for (const CLI::Option *option : parsed.app->get_options()) names.push_back(option->get_name());
  return didYouMean(extras.front().substr(0, extras.front().find('=')), names);
}

int reportParseError(const CLI::App &app, const CLI::ParseError &error, const Parsed &parsed) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  std::string command = parsed.app ? " " + parsed.app->get_name() : "";
  std::string message = error.what() + suggestion(app, error, parsed);
  fprintf(stderr, "mlir-rl%s: %s\nRun 'mlir-rl%s --help' for the options.\n", command.c_str(), message.c_str(),
          command.c_str());
  return static_cast<int>(ErrorKind::usage);
}

Context contextFor(int argc, char **argv) {
  Context context;
  std::error_code ignored;
  context.binaryFolder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path().string();
  for (int i = 0; i < argc; ++i) context.commandLine += (i ? " " : "") + std::string(argv[i]);
  return context;
}

/// The arguments, last one first as the parser wants them; --nb_iterations is --nb-iterations.
std::vector<std::string> spelledWithHyphens(int argc, char **argv) {
  std::vector<std::string> words(std::make_reverse_iterator(argv + argc), std::make_reverse_iterator(argv + 1));
  for (std::string &word : words)
    if (word.starts_with("--"))
      std::replace(word.begin(), word.begin() + long(std::min(word.find('='), word.size())), '_', '-');
  return words;
}

int runCommandLine(int argc, char **argv) {
  CLI::App app("Schedules for linear algebra: from an MLIR file to faster, verified code", "mlir-rl");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  Parsed parsed;
  parsed.context = contextFor(argc, argv);
  std::string named = argc > 1 && argv[1][0] != '-' ? argv[1] : "";
  std::vector<std::string> names;
  for (const CommandEntry &entry : commands()) {
    app.add_subcommand(entry.name, entry.summary);
    if (named == entry.name) declare(app, entry, parsed);
    names.emplace_back(entry.name);
  }
  if (!named.empty() && !parsed.command) {
    return report({ErrorKind::usage, "unknown command '" + named + "'" + didYouMean(named, names)});
  }
  std::vector<std::string> words = spelledWithHyphens(argc, argv);
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError &error) {
    return reportParseError(app, error, parsed);
  }
  Status status = runParsed(parsed);
  return status ? 0 : report(status.error());
}

/// Output that did not reach its file is a failure, whatever the work said.
int flushed(int code) {
  bool lost = fflush(stdout) != 0 || ferror(stdout) != 0;
  if (!lost) return code;
  return code != 0 ? code : report({ErrorKind::environment, "cannot write standard output"});
}

}  // namespace
}  // namespace mlir_rl

int main(int argc, char **argv) {
  using namespace mlir_rl;
  // A closed pipe and a full disk are errors of the write, not reasons to be killed.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  catchInterrupts();
  try {
    return flushed(runCommandLine(argc, argv));
  } catch (const std::bad_alloc &) {
    return report({ErrorKind::environment, "out of memory"});
  } catch (const std::exception &error) {
    return report({ErrorKind::failed, std::string("unexpected error: ") + error.what()});
  }
}
