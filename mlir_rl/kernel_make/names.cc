#include "mlir_rl/kernel_make/names.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace mlir_rl::kernel::make {

namespace {

constexpr const char *kReserved[] = {
    "False",  "None",     "True",     "and",    "as",     "assert",   "async",  "await",     "break",   "case",
    "class",  "continue", "def",      "del",    "elif",   "else",     "except", "finally",   "for",     "from",
    "global", "if",       "import",   "in",     "is",     "lambda",   "match",  "nonlocal",  "not",     "or",
    "pass",   "raise",    "return",   "try",    "type",   "while",    "with",   "yield",     "abs",     "all",
    "any",    "ascii",    "bin",      "bool",   "bytes",  "callable", "chr",    "compile",   "complex", "dict",
    "dir",    "divmod",   "eval",     "exec",   "filter", "float",    "format", "frozenset", "getattr", "hash",
    "help",   "hex",      "id",       "input",  "int",    "iter",     "len",    "list",      "locals",  "map",
    "max",    "min",      "next",     "object", "oct",    "open",     "ord",    "pow",       "print",   "property",
    "range",  "repr",     "reversed", "round",  "set",    "slice",    "sorted", "str",       "sum",     "super",
    "tuple",  "vars",     "zip",      "wp",     "math",   "np",       "warp"};

constexpr const char *kAdjectives =
    "local inner outer mean raw new old left right base first last fine coarse near far total partial smooth rough "
    "high low main side upper lower front back prior final";

/// Beside the theme's words.
const char *generalWords(NameKind kind) {
  switch (kind) {
    case NameKind::function:
      return "blend mix smooth ramp falloff limit remap fold shape bias decay squash adjust weigh measure combine";
    case NameKind::structure:
      return "params state item cell options record sample_info node body";
    case NameKind::count:
      return "count bin slot parity level code stride width depth offset rank bucket phase steps";
    case NameKind::real:
      return "value total ratio weight delta scale gain error energy t x y z u acc term blend excess";
    case NameKind::flag:
      return "inside active valid ready is_near is_hot keep flip above below_limit found done";
    case NameKind::vector:
      return "p q v d dir normal axis pos vel force point edge span shift";
    case NameKind::matrix:
      return "basis frame rot jac cov transform tensor metric mass_matrix stiffness";
    case NameKind::loop:
      return "j k m q s r step it idx lane c";
    default:
      return "";
  }
}

int countWords(const char *list) { return *list ? 1 + int(std::count(list, list + std::strlen(list), ' ')) : 0; }

std::string wordOf(const char *list, int number) {
  for (; number > 0; --number) list = std::strchr(list, ' ') + 1;
  const char *end = std::strchr(list, ' ');
  return end ? std::string(list, end) : list;
}

std::string wordFrom(Draw &draw, const char *list) { return wordOf(list, draw.below(countWords(list))); }

/// "cell_state" -> "CellState".
std::string camel(const std::string &name) {
  std::string result;
  bool up = true;
  for (char c : name) {
    if (c != '_') result += up ? char(std::toupper(c)) : c;
    up = c == '_';
  }
  return result;
}

std::string upper(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return char(std::toupper(c)); });
  return name;
}

}  // namespace

bool isReserved(const std::string &name) {
  return std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
}

std::string Names::word(Draw &draw, NameKind kind) const {
  const char *own = kind == NameKind::kernel || kind == NameKind::function                        ? theme_->verbs
                    : kind == NameKind::output                                                    ? theme_->results
                    : kind == NameKind::number || kind == NameKind::constant                      ? theme_->numbers
                    : kind == NameKind::count || kind == NameKind::flag || kind == NameKind::loop ? ""
                                                                                                  : theme_->nouns;
  const char *general = generalWords(kind);
  int number = draw.below(countWords(own) + countWords(general));
  return number < countWords(own) ? wordOf(own, number) : wordOf(general, number - countWords(own));
}

bool Names::isFree(const std::string &name) const { return !isReserved(name) && !atTop_.count(name); }

std::string Names::ofModule(Draw &draw, NameKind kind) {
  for (int attempt = 0;; ++attempt) {
    std::string name = kind == NameKind::structure ? wordFrom(draw, theme_->nouns) : word(draw, kind);
    if (kind == NameKind::kernel || (kind == NameKind::function && draw.chance(60)))
      name += "_" + wordFrom(draw, theme_->nouns);
    if (kind == NameKind::structure) name += "_" + wordFrom(draw, generalWords(kind));
    if (attempt > 3) name = wordFrom(draw, kAdjectives) + "_" + name;
    if (attempt > 12) name += std::to_string(attempt);
    if (kind == NameKind::constant) name = upper(name);
    if (kind == NameKind::structure) name = camel(name);
    if (!isFree(name) || inside_.count(name)) continue;
    atTop_.insert(name);
    return name;
  }
}

std::string Names::local(Draw &draw, NameKind kind, std::set<std::string> &taken, const std::string &hint) {
  std::string name = hint.empty() ? word(draw, kind) : hint;
  for (int attempt = 0; !isFree(name) || taken.count(name); ++attempt) {
    std::string base = hint.empty() ? word(draw, kind) : hint;
    name = base.size() < 3 || attempt > 8 ? base + std::to_string(attempt) : wordFrom(draw, kAdjectives) + "_" + base;
  }
  taken.insert(name);
  inside_.insert(name);
  return name;
}

}  // namespace mlir_rl::kernel::make
