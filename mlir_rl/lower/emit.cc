#include "mlir_rl/lower/emit.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

extern char **environ;

namespace mlir_rl {
namespace {

// All of it, or no file: readers never see half.
Status writeFile(const std::string &path, const char *data, size_t size) {
  std::string partial = path + ".partial";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(data, static_cast<std::streamsize>(size));
  file.close();
  std::error_code problem;
  if (file) std::filesystem::rename(partial, path, problem);
  if (file && !problem) return {};
  std::string why = problem ? problem.message() : std::strerror(errno);
  std::filesystem::remove(partial, problem);
  return badEnvironment("cannot write " + path + ": " + why);
}

// Runs a program of PATH; its output goes to `log`. The exit status, or -1 where it could not be started.
int runProgram(const std::vector<std::string> &command, const std::string &log) {
  std::vector<char *> arguments;
  for (const std::string &argument : command) arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t child = 0;
  int problem = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (problem) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

std::string readAll(const std::string &path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// clang runs lld, which must be there too.
Status link(const Artifact &artifact, const std::string &object, const std::string &library, const std::string &log) {
  std::vector<std::string> command = {"clang-22", "-shared", "-fuse-ld=lld", "-o", library, object, "-lm"};
  if (artifact.threads > 1) command.emplace_back("-fopenmp");
  int status = runProgram(command, log);
  if (status == -1 || status == 127) return badEnvironment("clang-22 is not found: install clang-22 and lld-22");
  if (status == 0) return {};
  std::string said = readAll(log);
  if (said.find("invalid linker name") != std::string::npos) return badEnvironment("lld is not found: install lld-22");
  if (said.find("-lomp") != std::string::npos) return badEnvironment("libomp is not found: install libomp-22-dev");
  return failed("linking " + library + " failed: " + said);
}

}  // namespace

Status emitObject(const Artifact &artifact, const std::string &path) {
  return writeFile(path, artifact.object.data(), artifact.object.size());
}

Status emitSharedLibrary(const Artifact &artifact, const std::string &path) {
  std::string object = path + ".partial.o", library = path + ".partial.so", log = path + ".partial.log";
  Status done = emitObject(artifact, object);
  if (done) done = link(artifact, object, library, log);
  std::error_code problem;
  if (done) std::filesystem::rename(library, path, problem);
  if (done && problem) done = badEnvironment("cannot write " + path + ": " + problem.message());
  for (const std::string &left : {object, library, log}) std::filesystem::remove(left, problem);
  return done;
}

Status emitHeader(const Artifact &artifact, const std::string &path) {
  std::string text = headerText(artifact);
  return writeFile(path, text.data(), text.size());
}

}  // namespace mlir_rl
