// Candidates that misbehave: each is one failed candidate of the right kind, and the next one runs.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "mlir_rl/support/clock.h"
#include "tests/integration/worker.h"

namespace mlir_rl {
namespace {

using testing::measure;
using testing::runnerWithProgram;
using testing::smallRequest;

struct FaultCase {
  const char *fault;
  Outcome outcome;
  const char *message;
};

void PrintTo(const FaultCase &it, std::ostream *out) { *out << it.fault; }

class Faults : public ::testing::TestWithParam<FaultCase> {};

TEST_P(Faults, CostOneCandidate) {
  auto runner = runnerWithProgram();
  ASSERT_TRUE(runner);
  MeasureRequest faulty = smallRequest(), next = smallRequest();
  faulty.fault = GetParam().fault;
  faulty.wallSeconds = 3;
  next.id = 2;
  Measurement failed = measure(*runner, faulty), ran = measure(*runner, next);
  EXPECT_EQ(failed.outcome, GetParam().outcome) << nameOf(failed.outcome) << ": " << failed.message;
  EXPECT_THAT(failed.message, ::testing::HasSubstr(GetParam().message));
  EXPECT_EQ(ran.outcome, Outcome::ok) << nameOf(ran.outcome) << ": " << ran.message;
}

INSTANTIATE_TEST_SUITE_P(All, Faults,
                         ::testing::Values(FaultCase{"endless_loop", Outcome::timeout, "3.0"},
                                           FaultCase{"abort", Outcome::crash, "SIGABRT"},
                                           FaultCase{"wild_write", Outcome::crash, "SIGSEGV at address 0x10"},
                                           FaultCase{"overrun", Outcome::guardHit, "wrote outside of result0"},
                                           FaultCase{"far_overrun", Outcome::guardHit, "guard zone"},
                                           FaultCase{"write_input", Outcome::guardHit, "input"},
                                           FaultCase{"stack_overflow", Outcome::crash, "stack overflow"},
                                           FaultCase{"huge_new", Outcome::outOfMemory, "memory"},
                                           FaultCase{"huge_malloc", Outcome::outOfMemory, "memory"},
                                           FaultCase{"system", Outcome::forbidden, "system call"},
                                           FaultCase{"socket", Outcome::forbidden, "system call socket"},
                                           FaultCase{"open", Outcome::forbidden, "system call open"},
                                           FaultCase{"nothing", Outcome::wrongOutput, "result0: element 0 is"}),
                         [](const auto &info) { return std::string(info.param.fault); });

TEST(FaultyVariant, LeavesTheOthersOfItsRequest) {
  auto runner = runnerWithProgram();
  ASSERT_TRUE(runner);
  MeasureRequest request = smallRequest();
  request.variants = {std::nullopt, testing::kPlainScript, testing::kPlainScript};
  request.fault = "abort";  // the last one
  request.pairs = 10;
  Result<MeasureReply> reply = measureOne(*runner, request);
  ASSERT_TRUE(reply && reply->measurements.size() == 3);
  EXPECT_EQ(reply->measurements[0].outcome, Outcome::ok) << reply->measurements[0].message;
  EXPECT_EQ(reply->measurements[1].outcome, Outcome::ok) << reply->measurements[1].message;
  EXPECT_EQ(reply->measurements[2].outcome, Outcome::crash) << reply->measurements[2].message;
  EXPECT_TRUE(reply->fastest == 0 || reply->fastest == 1);
}

TEST(FaultyVariant, IsCutWhileItRuns) {
  auto runner = runnerWithProgram();
  MeasureRequest request = smallRequest();
  request.fault = "endless_loop";
  request.cutSeconds = 0.05;
  Stopwatch watch;
  Measurement m = measure(*runner, request);
  EXPECT_EQ(m.outcome, Outcome::cut) << m.message;
  EXPECT_GE(m.median, 0.05);
  EXPECT_LT(m.median, 1);
  EXPECT_EQ(m.samples.size(), 1u);
}

TEST(FaultyVariant, IsRefusedWhereFaultsAreNotAllowed) {
  WorkerOptions options = testing::workerOptions();
  options.allowFaults = false;
  auto runner = runnerWithProgram(options);
  MeasureRequest request = smallRequest();
  request.fault = "abort";
  EXPECT_EQ(measure(*runner, request).outcome, Outcome::refused);
}

/// Processes whose parent is `parent`.
std::vector<pid_t> childrenOf(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
    std::string name = entry.path().filename(), text, state;
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream stat(entry.path() / "stat");
    std::getline(stat, text);
    pid_t itsParent = 0;
    size_t end = text.rfind(')');
    if (end == std::string::npos) continue;
    std::istringstream(text.substr(end + 1)) >> state >> itsParent;
    if (itsParent == parent && state != "Z") children.push_back(pid_t(std::stol(name)));
  }
  return children;
}

bool waitUntil(const std::function<bool()> &condition) {
  for (Stopwatch watch; watch.seconds() < 20;) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

bool isGone(pid_t pid) { return kill(pid, 0) != 0; }

TEST(KilledWorker, LosesItsRequestAndLeavesNoChild) {
  auto runner = runnerWithProgram();
  MeasureRequest request = smallRequest(), next = smallRequest();
  request.fault = "endless_loop";
  next.id = 2;
  ASSERT_TRUE(runner->submit(request));
  pid_t worker = 0, child = 0;
  ASSERT_TRUE(waitUntil([&] {
    for (pid_t w : childrenOf(getpid()))
      for (pid_t c : childrenOf(w)) worker = w, child = c;
    return child != 0;
  }));
  kill(worker, SIGKILL);
  Result<std::optional<MeasureReply>> reply = runner->next();
  ASSERT_TRUE(reply && *reply);
  EXPECT_EQ((*reply)->id, 1);
  EXPECT_EQ((*reply)->measurements.at(0).outcome, Outcome::lost);
  EXPECT_TRUE(waitUntil([&] { return isGone(child); }));
  EXPECT_EQ(measure(*runner, next).outcome, Outcome::ok);
}

TEST(KilledProgram, LeavesNoProcess) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t program = fork();
  if (program == 0) {
    auto runner = runnerWithProgram();
    MeasureRequest request = smallRequest();
    request.fault = "endless_loop";
    if (!runner || !runner->submit(request)) _exit(1);
    std::vector<pid_t> processes;
    waitUntil([&] {
      for (pid_t w : childrenOf(getpid()))
        for (pid_t c : childrenOf(w)) processes = {w, c};
      return !processes.empty();
    });
    (void)!write(ends[1], processes.data(), processes.size() * sizeof(pid_t));
    pause();
  }
  pid_t processes[2] = {};
  ASSERT_EQ(read(ends[0], processes, sizeof processes), ssize_t(sizeof processes));
  kill(program, SIGKILL);
  waitpid(program, nullptr, 0);
  for (pid_t process : processes) EXPECT_TRUE(waitUntil([&] { return isGone(process); })) << process;
}

TEST(MissingWorker, IsAnEnvironmentProblem) {
  WorkerOptions options = testing::workerOptions();
  options.binary = "/no/such/worker";
  auto runner = makeWorkerRunner(options);
  ASSERT_FALSE(runner);
  EXPECT_EQ(runner.error().kind, ErrorKind::environment);
}

}  // namespace
}  // namespace mlir_rl
