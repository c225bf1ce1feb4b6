#include "mlir_rl/kernel_set/child.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <new>
#include <vector>

#include "mlir_rl/support/child_limits.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"

namespace mlir_rl::kernel {

void ItemReport::at(int64_t item, const char *stage) {
  std::strncpy(page_.stage, stage, sizeof page_.stage - 1);
  page_.item = item;
  page_.since = monotonicSeconds();
}

void ItemReport::done(int64_t item, std::string_view bytes) {
  std::string all(reinterpret_cast<const char *>(&item), sizeof item);
  // Who cannot be heard is of no use.
  if (!writeFrame(fd_, kItemDone, all.append(bytes))) _exit(1);
}

static ChildPage *pageOfThis = nullptr;

/// For the new-handler: nothing may be allocated here.
static void onNoMemory() {
  pageOfThis->outOfMemory = true;
  _exit(1);
}

void Child::live(const MakeWork &make, int64_t memoryBytes, int parent, int in, int out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  // Ctrl-C and the like are for the parent, who ends its children when it has what is finished. What a child starts
  // inherits this.
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  dup2(errors_, 2);
  pageOfThis = page_;
  std::set_new_handler(onNoMemory);
  std::unique_ptr<ItemWork> work = make();
  Status ready = limitMemory(memoryBytes);
  if (ready) ready = work->start();
  if (!ready) {
    (void)writeFrame(out, kCannotWork, char('0' + int(ready.error().kind)) + ready.error().message);
    _exit(1);
  }
  ItemReport report(*page_, out);
  FrameReader reader;
  while (std::optional<Frame> frame = readFrame(in, reader)) {
    std::vector<int64_t> items(frame->bytes.size() / sizeof(int64_t));
    std::memcpy(items.data(), frame->bytes.data(), frame->bytes.size());
    report.at(-1, "begin");
    work->work(items, report);
    if (!writeFrame(out, kBatchDone, "")) break;
  }
  _exit(0);
}

Result<std::unique_ptr<Child>> Child::start(const MakeWork &make, int64_t memoryBytes) {
  std::unique_ptr<Child> child(new Child);
  void *memory = mmap(nullptr, sizeof(ChildPage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return tl::unexpected(systemError("mmap", errno));
  child->page_ = new (memory) ChildPage;
  child->page_->since = monotonicSeconds();
  int toChild[2] = {-1, -1}, fromChild[2] = {-1, -1};
  if (pipe2(toChild, O_CLOEXEC)) return tl::unexpected(systemError("pipe", errno));
  child->in_ = toChild[1];
  child->errors_ = memfd_create("errors", MFD_CLOEXEC);
  bool pipes = child->errors_ >= 0 && pipe2(fromChild, O_CLOEXEC) == 0;
  child->out_ = fromChild[0];
  int parent = getpid();
  child->pid_ = pipes ? fork() : -1;
  int problem = errno;
  if (child->pid_ == 0) {
    close(toChild[1]);
    close(fromChild[0]);
    child->live(make, memoryBytes, parent, toChild[0], fromChild[1]);
  }
  close(toChild[0]);
  if (fromChild[1] >= 0) close(fromChild[1]);
  if (child->pid_ < 0) return tl::unexpected(systemError("a child", problem));
  return child;
}

Child::~Child() {
  bury("it is not needed any more");
  munmap(page_, sizeof(ChildPage));
  if (errors_ >= 0) close(errors_);
}

Status Child::give(std::span<const int64_t> items) {
  page_->since = monotonicSeconds();
  return writeFrame(in_, kItemDone, {reinterpret_cast<const char *>(items.data()), items.size_bytes()});
}

bool Child::read() {
  char chunk[1 << 16];
  ssize_t got = ::read(out_, chunk, sizeof chunk);
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0) return false;
  reader_.add({chunk, size_t(got)});
  return true;
}

/// The first line of what it said on standard error; later ones are addresses.
std::string Child::lastWords() const {
  char said[400] = "";
  ssize_t got = pread(errors_, said, sizeof said - 1, 0);
  std::string text(said, got > 0 ? size_t(got) : 0);
  return text.substr(0, text.find('\n'));
}

static std::string whyEnded(int status, const ChildPage &page, const std::string &killed) {
  if (!killed.empty()) return killed;
  if (page.outOfMemory) return "ran out of memory";
  if (WIFSIGNALED(status)) return std::string("crashed: SIG") + sigabbrev_np(WTERMSIG(status));
  return "ended by itself with exit code " + std::to_string(WEXITSTATUS(status));
}

ChildDeath Child::bury(const std::string &killed) {
  if (in_ >= 0) close(in_);
  if (out_ >= 0) close(out_);
  in_ = out_ = -1;
  if (pid_ <= 0) return {};
  if (!killed.empty()) kill(pid_, SIGKILL);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  pid_ = -1;
  ChildDeath death = {.item = page_->item, .stage = page_->stage, .why = whyEnded(status, *page_, killed)};
  if (std::string words = lastWords(); killed.empty() && !words.empty()) death.why += "; it said: " + words;
  return death;
}

}  // namespace mlir_rl::kernel
