#include "mlir_rl/learner/run_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <nlohmann/json.hpp>

#include "mlir_rl/learner/events.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

constexpr const char *kEventsPrefix = "events.out.tfevents.";

double wallSeconds() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

std::string line(int64_t iteration, int64_t step, const Scalars &scalars) {
  nlohmann::ordered_json object = {{"iteration", iteration}, {"global_step", step}};
  for (const auto &[name, value] : scalars) object[name] = value;
  return object.dump() + "\n";
}

std::string eventsName(const RunLog::Sizes &sizes) {
  for (const auto &[name, size] : sizes)
    if (name.starts_with(kEventsPrefix)) return name;
  return kEventsPrefix + std::to_string(int64_t(wallSeconds())) + ".mlir-rl";
}

}  // namespace

RunLog::~RunLog() {
  for (const File &file : files_)
    if (file.fd >= 0) close(file.fd);
}

Status RunLog::open(const std::string &folder, const Sizes &sizes) {
  const std::array<std::string, 4> names = {"metrics.jsonl", "timing.jsonl", "episodes.jsonl", eventsName(sizes)};
  for (size_t i = 0; i < names.size(); ++i) {
    File &file = files_[i];
    std::string path = folder + "/" + names[i];
    file.name = names[i];
    file.fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file.fd < 0) return tl::unexpected(systemError("cannot write " + path, errno));
    auto kept = sizes.find(names[i]);
    file.size = kept == sizes.end() ? 0 : kept->second;
    off_t end = lseek(file.fd, 0, SEEK_END);
    if (end < file.size)
      return failed(path + " is shorter than when the checkpoint was made: it cannot be gone on with");
    if (ftruncate(file.fd, file.size) != 0 || lseek(file.fd, 0, SEEK_END) < 0)
      return tl::unexpected(systemError("cannot write " + path, errno));
  }
  return files_[kEvents].size > 0 ? Status() : append(kEvents, eventFileStart(wallSeconds()));
}

Status RunLog::append(int index, const std::string &text) {
  File &file = files_[size_t(index)];
  if (Status ok = writeAll(file.fd, text, file.name); !ok) return ok;
  file.size += int64_t(text.size());
  return {};
}

Status RunLog::iteration(int64_t iteration, int64_t step, const Scalars &metrics, const Scalars &timing) {
  Scalars all = metrics;
  all.insert(all.end(), timing.begin(), timing.end());
  Status ok = append(kMetrics, line(iteration, step, metrics));
  if (ok) ok = append(kTiming, line(iteration, step, timing));
  return ok ? append(kEvents, scalarEvent(wallSeconds(), step, all)) : ok;
}

Status RunLog::episodes(const std::string &lines) { return append(kEpisodes, lines); }

RunLog::Sizes RunLog::sizes() const {
  Sizes sizes;
  for (const File &file : files_) sizes[file.name] = file.size;
  return sizes;
}

}  // namespace mlir_rl
