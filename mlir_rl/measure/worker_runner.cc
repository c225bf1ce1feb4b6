#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <map>

#include "mlir_rl/measure/pin.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

/// One worker process and its two pipes.
class Worker {
 public:
  Worker(const WorkerOptions &options, int index) : options_(options), index_(index) {}
  ~Worker() { stop(); }
  Worker(const Worker &) = delete;

  Status start() {
    int toChild[2], fromChild[2];
    if (pipe2(toChild, O_CLOEXEC)) return tl::unexpected(systemError("pipe", errno));
    if (pipe2(fromChild, O_CLOEXEC)) return tl::unexpected(systemError("pipe", errno));
    pid_ = fork();
    if (pid_ < 0) return tl::unexpected(systemError("fork", errno));
    if (pid_ == 0) become(toChild[0], fromChild[1]);
    close(toChild[0]);
    close(fromChild[1]);
    in_ = toChild[1];
    out_ = fromChild[0];
    reader_.emplace(out_);
    return {};
  }

  void stop() {
    if (pid_ <= 0) return;
    close(in_);
    close(out_);
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

  Status send(const nlohmann::json &line) { return writeJsonLine(in_, line); }
  int descriptor() const { return out_; }
  JsonLineReader &reader() { return *reader_; }

  std::optional<MeasureRequest> request;  ///< under way

 private:
  [[noreturn]] void become(int in, int out) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);  // Ctrl-C is for the program, which then tells its workers
    dup2(in, 0);
    dup2(out, 1);
    std::vector<int> cpus = usableCpus();
    std::string cpu = cpus.empty() ? "-1" : std::to_string(cpus[cpus.size() - 1 - size_t(index_) % cpus.size()]);
    const char *faults = options_.allowFaults ? "--allow-faults" : nullptr;
    execl(options_.binary.c_str(), options_.binary.c_str(), "--core", cpu.c_str(), "--token",
          options_.tokenPath.c_str(), faults, nullptr);
    _exit(127);
  }

  const WorkerOptions &options_;
  int index_;
  pid_t pid_ = -1;
  int in_ = -1, out_ = -1;
  std::optional<JsonLineReader> reader_;
};

class WorkerRunner : public Runner {
 public:
  explicit WorkerRunner(WorkerOptions options) : options_(std::move(options)) {}
  ~WorkerRunner() override {
    workers_.clear();
    if (ownsToken_) unlink(options_.tokenPath.c_str());
  }

  Status start() {
    signal(SIGPIPE, SIG_IGN);
    if (access(options_.binary.c_str(), X_OK))
      return badEnvironment("the worker " + options_.binary + " is missing or not executable: build or install it");
    if (options_.tokenPath.empty()) {
      char path[] = "/tmp/mlir-rl-token-XXXXXX";
      int fd = mkstemp(path);
      if (fd < 0) return tl::unexpected(systemError("a temporary file for the timing token", errno));
      close(fd);
      options_.tokenPath = path;
      ownsToken_ = true;
    }
    for (int i = 0; i < options_.workers; ++i) {
      workers_.push_back(std::make_unique<Worker>(options_, i));
      if (Status ok = workers_.back()->start(); !ok) return ok;
    }
    return {};
  }

  int slots() const override { return int(workers_.size()); }

  Status load(const LoadRequest &request) override {
    if (!programs_.emplace(request.program, request).second) return {};
    for (auto &worker : workers_)
      if (Status ok = worker->send(toJson(request)); !ok) restart(*worker);
    return {};
  }

  Status submit(const MeasureRequest &request) override {
    for (auto &worker : workers_) {
      if (worker->request) continue;
      worker->request = request;
      if (Status ok = worker->send(toJson(request)); !ok) {  // it died while idle
        restart(*worker);
        return worker->send(toJson(request));
      }
      return {};
    }
    return failed("every worker is busy");
  }

  Result<std::optional<MeasureReply>> next(double seconds) override {
    double deadline = monotonicSeconds() + seconds;
    for (;;) {
      std::vector<pollfd> waiting;
      std::vector<Worker *> busy;
      for (auto &worker : workers_) {
        if (!worker->request) continue;
        if (worker->reader().hasLine()) return receive(*worker);
        waiting.push_back({worker->descriptor(), POLLIN, 0});
        busy.push_back(worker.get());
      }
      double left = deadline - monotonicSeconds();
      if (busy.empty() || left <= 0) return std::nullopt;
      int ready = poll(waiting.data(), waiting.size(), int(std::min(left * 1000 + 1, 1e6)));
      if (ready < 0 && errno == EINTR) return std::nullopt;
      for (size_t i = 0; i < busy.size(); ++i)
        if (waiting[i].revents) return receive(*busy[i]);
    }
  }

 private:
  Result<std::optional<MeasureReply>> receive(Worker &worker) {
    Result<std::optional<nlohmann::json>> line = worker.reader().next();
    MeasureRequest request = *std::exchange(worker.request, std::nullopt);
    if (!line || !*line) return lost(worker, request);
    Result<MeasureReply> reply = measureReplyFrom(**line);
    if (!reply) return tl::unexpected(reply.error());
    if (reply->id != request.id) return failed("a worker answered another request than it was asked");
    return *std::move(reply);
  }

  std::optional<MeasureReply> lost(Worker &worker, const MeasureRequest &request) {
    restart(worker);
    Measurement measurement;
    measurement.message = "the worker died; it was started again";
    return MeasureReply{request.id, std::vector<Measurement>(request.variants.size(), measurement)};
  }

  void restart(Worker &worker) {
    worker.stop();
    if (!worker.start()) return;
    for (const auto &[name, program] : programs_) (void)worker.send(toJson(program));
  }

  WorkerOptions options_;
  bool ownsToken_ = false;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::map<std::string, LoadRequest> programs_;
};

}  // namespace

Result<std::unique_ptr<Runner>> makeWorkerRunner(const WorkerOptions &options) {
  auto runner = std::make_unique<WorkerRunner>(options);
  if (Status ok = runner->start(); !ok) return tl::unexpected(ok.error());
  return runner;
}

Result<MeasureReply> measureOne(Runner &runner, const MeasureRequest &request, const std::function<bool()> &giveUp) {
  if (Status ok = runner.submit(request); !ok) return tl::unexpected(ok.error());
  for (;;) {
    Result<std::optional<MeasureReply>> reply = runner.next(1.0);
    if (!reply) return tl::unexpected(reply.error());
    if (*reply) return **std::move(reply);
    if (giveUp && giveUp()) return failed("interrupted while measuring");
  }
}

}  // namespace mlir_rl
