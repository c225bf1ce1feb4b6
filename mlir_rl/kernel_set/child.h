#pragma once

/// \file
/// A process of ours that works on numbered items and may die of one.

#include <atomic>
#include <functional>
#include <memory>
#include <span>

#include "mlir_rl/kernel_set/frames.h"

namespace mlir_rl::kernel {

/// What a child is at: memory that its parent still reads when it is dead.
struct ChildPage {
  std::atomic<int64_t> item = -1;  ///< -1: all that it was given
  std::atomic<double> since = 0;   ///< monotonicSeconds()
  std::atomic<bool> outOfMemory = false;
  char stage[48] = "start";
};

/// In the child: says what it is at, and gives results.
class ItemReport {
 public:
  ItemReport(ChildPage &page, int fd) : page_(page), fd_(fd) {}
  void at(int64_t item, const char *stage);
  void done(int64_t item, std::string_view bytes);

 private:
  ChildPage &page_;
  int fd_;
};

/// What runs in the child. `start` once: an error is that of the whole work, not of an item. `work` for each batch: it
/// reports every item as done, in any order.
class ItemWork {
 public:
  virtual ~ItemWork() = default;
  virtual Status start() = 0;
  virtual void work(std::span<const int64_t> items, ItemReport &report) = 0;
};
using MakeWork = std::function<std::unique_ptr<ItemWork>()>;

inline constexpr char kItemDone = 'd';    ///< 8 bytes of the item, then its result
inline constexpr char kBatchDone = 'b';   ///< ready for more
inline constexpr char kCannotWork = 'e';  ///< a digit of the error's kind, then the message

/// Why a child ended, in words: "SIGSEGV", "ran out of memory".
struct ChildDeath {
  int64_t item = -1;
  std::string stage, why;
};

class Child {
 public:
  /// Forks. Errors (environment): no pipe, no process.
  static Result<std::unique_ptr<Child>> start(const MakeWork &make, int64_t memoryBytes);
  ~Child();
  Child(const Child &) = delete;
  Child &operator=(const Child &) = delete;

  Status give(std::span<const int64_t> items);
  /// Where results come from, for poll().
  int fd() const { return out_; }
  /// Reads what is there; false at the end: it died.
  bool read();
  std::optional<Frame> next() { return reader_.next(); }
  /// Since when it is at what it is at; seconds of monotonicSeconds().
  double since() const { return page_->since; }
  /// Ends it, if it is not dead yet: `killed` says why, "" when it died by itself.
  ChildDeath bury(const std::string &killed);

 private:
  Child() = default;
  [[noreturn]] void live(const MakeWork &make, int64_t memoryBytes, int parent, int in, int out);
  std::string lastWords() const;

  ChildPage *page_ = nullptr;
  int pid_ = -1, in_ = -1, out_ = -1, errors_ = -1;
  FrameReader reader_;
};

}  // namespace mlir_rl::kernel
