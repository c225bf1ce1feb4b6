#include "mlir_rl/schedule/text.h"

#include <cctype>
#include <charconv>

#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {

std::string printAction(const Action &action) {
  const Kind &kind = kindOf(action.kind);
  std::string text = kind.name;
  if (kind.hasOp) text += " %" + std::to_string(action.op);
  if (kind.sizes) text += " " + bracketed(action.sizes);
  if (kind.list && !action.list.empty()) text += std::string(" ") + kind.list + " " + bracketed(action.list);
  if (kind.dim) text += std::string(" ") + kind.dim + " " + std::to_string(action.dim);
  return text;
}

std::string printSchedule(const Schedule &schedule) {
  std::string text;
  for (const Action &action : schedule.actions) text += (text.empty() ? "" : "; ") + printAction(action);
  return text;
}

std::string hashSchedule(const Schedule &schedule) { return hashText(printSchedule(schedule)); }

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Schedule> schedule() {
    Schedule result;
    while (skipSeparators(), at_ < text_.size()) {
      Result<Action> next = action();
      if (!next) return tl::unexpected(next.error());
      result.actions.push_back(*next);
    }
    return result;
  }

 private:
  Result<Action> action() {
    std::string_view name = word();
    const Kind *kind = findKind(name);
    if (!kind) return expected("the name of an action", name);
    Action result;
    result.kind = kind->kind;
    if (kind->hasOp && !(take('%') && number(result.op))) return expected("the op, as %0");
    if (kind->sizes && !numbers(result.sizes)) return expected(std::string("[") + kind->sizes + "]");
    if (kind->list && peekWord() == kind->list) {
      word();
      if (!numbers(result.list)) return expected(std::string("a list after '") + kind->list + "'");
    }
    if (kind->dim && !(word() == kind->dim && number(result.dim)))
      return expected(std::string("'") + kind->dim + "' and a loop's number");
    skipSpaces();
    if (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != ';' && text_[at_] != '#')
      return expected("the end of the action");
    return result;
  }

  tl::unexpected<Error> expected(const std::string &what, std::string_view got = {}) const {
    size_t line = 1, column = 1;
    size_t position = at_ - got.size();
    for (size_t i = 0; i < position; ++i) {
      column = text_[i] == '\n' ? 1 : column + 1;
      line += text_[i] == '\n';
    }
    std::string message =
        "schedule, line " + std::to_string(line) + ", column " + std::to_string(column) + ": expected " + what;
    if (!got.empty()) message += ", found '" + std::string(got) + "'";
    return badUsage(message);
  }

  void skipSpaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }
  void skipSeparators() {
    for (;; ++at_) {
      skipSpaces();
      if (at_ < text_.size() && text_[at_] == '#') at_ = std::min(text_.find('\n', at_), text_.size());
      if (at_ >= text_.size() || (text_[at_] != '\n' && text_[at_] != ';')) return;
    }
  }
  std::string_view word() {
    skipSpaces();
    size_t start = at_;
    while (at_ < text_.size() && (std::isalpha(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_')) ++at_;
    return text_.substr(start, at_ - start);
  }
  std::string_view peekWord() {
    size_t before = at_;
    std::string_view result = word();
    at_ = before;
    return result;
  }
  bool take(char c) {
    skipSpaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  template <class Int>
  bool number(Int &value) {
    skipSpaces();
    auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
    if (error != std::errc()) return false;
    at_ = end - text_.data();
    return true;
  }
  bool numbers(std::vector<int64_t> &values) {
    if (!take('[')) return false;
    if (take(']')) return true;
    do {
      int64_t value = 0;
      if (!number(value)) return false;
      values.push_back(value);
    } while (take(','));
    return take(']');
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Result<Schedule> parseSchedule(std::string_view text) { return Parser(text).schedule(); }

}  // namespace mlir_rl
