#include "mlir_rl/kernel_set/augment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <vector>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {

static constexpr std::array kRows = {AugmentationRow{Augmentation::rename, "rename", Likeness::renamed},
                                     AugmentationRow{Augmentation::constants, "constants", Likeness::blanked},
                                     AugmentationRow{Augmentation::comments, "comments", Likeness::exact},
                                     AugmentationRow{Augmentation::formatting, "formatting", Likeness::exact}};

std::span<const AugmentationRow> augmentations() { return kRows; }

const AugmentationRow *findAugmentation(std::string_view name) {
  const auto *row = std::find_if(kRows.begin(), kRows.end(), [&](const auto &r) { return r.name == name; });
  return row == kRows.end() ? nullptr : row;
}

namespace {

constexpr const char *kWords[] = {"value", "item",   "acc",  "total", "left",  "right", "pos",   "idx",    "offset",
                                  "scale", "weight", "bias", "src",   "dst",   "tmp",   "data",  "count",  "width",
                                  "row",   "col",    "node", "cell",  "point", "delta", "rate",  "factor", "level",
                                  "mask",  "key",    "head", "tail",  "base",  "limit", "state", "gain",   "term"};

template <class Word, size_t Count>
Word oneOf(Random &random, const Word (&words)[Count]) {
  return words[uniformBelow(random, Count)];
}

/// Names that nothing else has.
class Names {
 public:
  Names(Random &random, std::set<std::string> taken) : random_(random), taken_(std::move(taken)) {}

  std::string lower() { return fresh(oneOf(random_, kWords)); }
  std::string upper() {
    std::string name = oneOf(random_, kWords);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return char(std::toupper(uint8_t(c))); });
    return fresh(name);
  }
  std::string capital() {
    std::string name = oneOf(random_, kWords);
    name[0] = char(std::toupper(uint8_t(name[0])));
    return fresh(name);
  }

 private:
  std::string fresh(const std::string &word) {
    std::string name = word;
    for (int number = 2; !taken_.insert(name).second; ++number) name = word + "_" + std::to_string(number);
    return name;
  }

  Random &random_;
  std::set<std::string> taken_;
};

void renameVariables(Function &function, Random &random, const std::set<std::string> &ofModule) {
  Names names(random, ofModule);
  for (Variable &variable : function.variables) variable.name = names.lower();
}

}  // namespace

Module renamedModule(const Module &module, uint64_t seed) {
  Module renamed = module;
  Random random = makeRandom(seed);
  std::set<std::string> taken;
  for (const auto *functions : {&module.functions, &module.kernels})
    for (const Function &function : *functions) taken.insert(function.name);
  Names names(random, taken);
  for (Constant &constant : renamed.constants) taken.insert(constant.name = names.upper());
  for (Struct &structure : renamed.structs) {
    taken.insert(structure.name = names.capital());
    Names fields(random, {});
    for (Variable &field : structure.fields) field.name = fields.lower();
  }
  for (auto *functions : {&renamed.functions, &renamed.kernels})
    for (Function &function : *functions) renameVariables(function, random, taken);
  return renamed;
}

/// Near the old value and short to write. 0, 1 and -1 often mean something by themselves.
static void changeValue(const Type &type, Literal &value, Random &random) {
  if (!type.isScalar() || !isFloat(type.scalar)) return;
  double magnitude = std::abs(value.real);
  if (magnitude == 0 || magnitude == 1 || !std::isfinite(value.real) || uniformBelow(random, 4) == 0) return;
  static constexpr double factors[] = {0.5, 0.75, 0.875, 1.125, 1.25, 1.5};
  char text[32];
  std::snprintf(text, sizeof text, "%.2g", value.real * oneOf(random, factors));
  value.real = roundTo(type.scalar, std::strtod(text, nullptr));
}

Module moduleOfOtherConstants(const Module &module, uint64_t seed) {
  Module changed = module;
  Random random = makeRandom(seed);
  for (Constant &constant : changed.constants) changeValue(constant.type, constant.value, random);
  for (auto *functions : {&changed.functions, &changed.kernels})
    for (Function &function : *functions)
      walkBody(function.body, [&](Expr &expr) {
        if (expr.kind == ExprKind::literal) changeValue(expr.type, expr.value, random);
      });
  return changed;
}

namespace {

/// A line of text as the printer writes it: columns of indentation, the rest, and whether a statement begins there.
struct Line {
  size_t indent = 0;
  std::string text;
  bool starts = true;
};

std::vector<Line> linesOf(const std::string &python) {
  std::vector<Line> lines;
  int depth = 0;  // of brackets
  for (size_t at = 0; at < python.size();) {
    size_t end = std::min(python.find('\n', at), python.size());
    Line line = {.indent = 0, .text = python.substr(at, end - at), .starts = depth == 0};
    line.indent = std::min(line.text.find_first_not_of(' '), line.text.size());
    line.text.erase(0, line.indent);
    for (char c : line.text) depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

/// What a comment above the line may say.
std::string commentOn(const std::string &line, Random &random) {
  static constexpr const char *loops[] = {"go over all of them", "one step after the other", "loop"};
  static constexpr const char *tests[] = {"only where this holds", "stay inside", "two cases", "check first"};
  static constexpr const char *works[] = {"next value", "update", "put it together", "what follows needs this",
                                          "compute"};
  static constexpr const char *indices[] = {"which thread this is", "one thread for each element",
                                            "index of this thread"};
  if (line.find("wp.tid()") != std::string::npos) return oneOf(random, indices);
  if (line.starts_with("for ") || line.starts_with("while ")) return oneOf(random, loops);
  if (line.starts_with("if ")) return oneOf(random, tests);
  if (line.starts_with("return")) return "done";
  return oneOf(random, works);
}

std::string spaces(size_t count) { return std::string(count, ' '); }  // NOLINT(modernize-return-braced-init-list)

/// Takes the spaces around an operator away, wherever it stands.
void tighten(std::string &text, const std::string &spaced, const std::string &tight) {
  for (size_t at = 0; (at = text.find(spaced, at)) != std::string::npos; at += tight.size())
    text.replace(at, spaced.size(), tight);
}

}  // namespace

std::string commentedText(const std::string &python, uint64_t seed) {
  Random random = makeRandom(seed);
  std::string out;
  for (const Line &line : linesOf(python)) {
    // `elif` and `else` belong to what stands above them; decorators to what stands below.
    bool joins = line.text.starts_with("el") || line.text.starts_with("@") || line.text.starts_with("class ") ||
                 line.text.starts_with("def ");
    bool comments = line.starts && line.indent > 0 && !line.text.empty() && !joins && uniformBelow(random, 3) == 0;
    if (comments && uniformBelow(random, 4) > 0)
      out += spaces(line.indent) + "# " + commentOn(line.text, random) + "\n";
    out += spaces(line.indent) + line.text;
    if (line.starts && line.indent > 0 && line.text.ends_with(")") && uniformBelow(random, 8) == 0)
      out += "  # " + commentOn(line.text, random);
    out += "\n";
  }
  return out;
}

std::string reformattedText(const std::string &python, uint64_t seed) {
  static constexpr size_t indents[] = {2, 3, 8};
  Random random = makeRandom(seed);
  size_t indent = oneOf(random, indents);
  bool tight = uniformBelow(random, 2), airy = uniformBelow(random, 2), closed = uniformBelow(random, 2);
  std::string out;
  for (Line &line : linesOf(python)) {
    if (tight)
      for (const char *op : {"*", "/", "+", "-", "%", "//", "<<", ">>", "&", "^", "|"})
        tighten(line.text, std::string(" ") + op + " ", op);
    if (closed) tighten(line.text, ", ", ",");
    if (airy && line.starts && line.indent > 0 && uniformBelow(random, 4) == 0) out += "\n";
    out += spaces(line.indent / 4 * indent + line.indent % 4) + line.text + "\n";
  }
  return out;
}

}  // namespace mlir_rl::kernel
