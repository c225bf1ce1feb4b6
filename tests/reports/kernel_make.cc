// What the generator of kernels makes: how fast, how much of it the interpreter accepts, how many kernels are distinct,
// and which builtins, scalars, statements and expressions occur.
//
//   build/tests/kernel_make_report [--count N] [--seed S] [--family NAME] [--first I] [--print] [--parse] [--faults]
//     [--twins] [--goldens ROOT]
//
// --print prints the kernels and what is wrong with them; --parse reads every text back with the front end and
// compares;
// --faults prints the kernels that break a rule, --twins those that equal an earlier one but for names and literals.
// --goldens writes the texts that the room's test compares with, below the repository's root.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <set>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel/walk.h"
#include "mlir_rl/kernel_front/read.h"
#include "mlir_rl/kernel_make/check.h"
#include "mlir_rl/kernel_make/golden_test.h"
#include "mlir_rl/kernel_make/sample.h"

namespace mlir_rl::kernel {
namespace {

struct Options {
  uint64_t count = 2000, seed = 1, first = 0;
  const char *family = nullptr, *goldens = nullptr;
  bool print = false, parse = false, faults = false, twins = false;
};

/// How often each thing occurs, by name.
using Counts = std::map<std::string, int>;

struct Tally {
  uint64_t samples = 0, accepted = 0, finite = 0, depends = 0, stable = 0;
  Counts wrong, builtins, scalars, statements, expressions, families;
  std::set<std::string> exact, renamed, blanked;
  std::map<std::string, std::set<std::string>> blankedOf;
  std::vector<int> lines;
  double makeSeconds = 0, runSeconds = 0;
};

constexpr const char *kStatements[] = {"assign", "update",   "evaluate", "branch", "while", "for",
                                       "break",  "continue", "return",   "assert", "pass"};
constexpr const char *kExpressions[] = {"literal",   "constant",    "variable", "builtin", "call",
                                        "construct", "component",   "element",  "field",   "shape",
                                        "tid",       "conditional", "tuple"};

void countStatements(Tally &tally, const std::vector<Stmt> &body) {
  for (const Stmt &stmt : body) {
    ++tally.statements[kStatements[size_t(stmt.kind)]];
    if (stmt.kind == StmtKind::forLoop) ++tally.statements[stmt.unrolled ? "for (unrolled)" : "for (dynamic)"];
    countStatements(tally, stmt.body);
    countStatements(tally, stmt.otherwise);
  }
}

void countFunction(Tally &tally, const Function &function) {
  countStatements(tally, function.body);
  for (const Variable &variable : function.variables)
    if (variable.type.kind != TypeKind::structure) ++tally.scalars[scalarName(variable.type.scalar)];
  walkBody(function.body, [&](const Expr &expr) {
    ++tally.expressions[kExpressions[size_t(expr.kind)]];
    if (expr.kind == ExprKind::builtin) ++tally.builtins[rowOf(expr.row).name];
  });
}

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void add(Tally &tally, const Sample &sample, const Options &options) {
  auto start = std::chrono::steady_clock::now();
  Result<Behaviour> behaviour = examine(sample);
  tally.runSeconds += secondsSince(start);
  std::string wrong = behaviour ? behaviour->wrong() : behaviour.error().message;
  std::string text = printModule(sample.module);
  ++tally.samples;
  tally.accepted += behaviour && !behaviour->fault;
  tally.finite += behaviour && behaviour->finite;
  tally.depends += behaviour && behaviour->depends;
  tally.stable += behaviour && behaviour->stable;
  if (!wrong.empty()) ++tally.wrong[behaviour && behaviour->fault ? ruleWords(behaviour->fault->rule) : wrong];
  if (options.print || (options.faults && behaviour && behaviour->fault) || (options.faults && !behaviour))
    std::printf("# %s %s\n%s\n", sample.family.c_str(), wrong.c_str(), text.c_str());
  tally.exact.insert(hashKernel(sample.module, 0, Likeness::exact));
  tally.renamed.insert(hashKernel(sample.module, 0, Likeness::renamed));
  std::string blanked = hashKernel(sample.module, 0, Likeness::blanked);
  if (!tally.blanked.insert(blanked).second && options.twins)
    std::printf("# twin of another: %s\n%s\n", sample.family.c_str(), text.c_str());
  tally.blankedOf[sample.family].insert(blanked);
  ++tally.families[sample.family];
  tally.lines.push_back(int(std::count(text.begin(), text.end(), '\n')));
  for (const Function &function : sample.module.functions) countFunction(tally, function);
  countFunction(tally, sample.module.kernels[0]);
}

void printCounts(const char *title, const Counts &counts) {
  std::printf("%s (%zu):", title, counts.size());
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto &[name, count] : counts) sorted.emplace_back(-count, name);
  std::sort(sorted.begin(), sorted.end());
  for (const auto &[count, name] : sorted) std::printf(" %s %d,", name.c_str(), -count);
  std::printf("\n");
}

double percent(uint64_t part, uint64_t all) { return 100.0 * double(part) / double(all ? all : 1); }

void printTally(Tally &tally) {
  uint64_t n = tally.samples;
  std::sort(tally.lines.begin(), tally.lines.end());
  std::printf("samples %lu: %.0f a second made, %.0f a second made and run\n", n, double(n) / tally.makeSeconds,
              double(n) / (tally.makeSeconds + tally.runSeconds));
  std::printf("accepted %.2f %%, finite %.2f %%, outputs differ %.2f %%, whatever the order %.2f %%\n",
              percent(tally.accepted, n), percent(tally.finite, n), percent(tally.depends, n),
              percent(tally.stable, n));
  std::printf("distinct: exact %.2f %%, renamed %.2f %%, blanked %.2f %%\n", percent(tally.exact.size(), n),
              percent(tally.renamed.size(), n), percent(tally.blanked.size(), n));
  auto longer = tally.lines.end() - std::upper_bound(tally.lines.begin(), tally.lines.end(), 80);
  std::printf("lines: least %d, quarter %d, median %d, three quarters %d, most %d; more than 80: %.2f %%\n",
              tally.lines.front(), tally.lines[n / 4], tally.lines[n / 2], tally.lines[n * 3 / 4], tally.lines.back(),
              percent(uint64_t(longer), n));
  printCounts("wrong", tally.wrong);
  for (const auto &[family, count] : tally.families)
    std::printf("  %-12s %6d, blanked distinct %.2f %%\n", family.c_str(), count,
                percent(tally.blankedOf[family].size(), uint64_t(count)));
  printCounts("scalars", tally.scalars);
  printCounts("statements", tally.statements);
  printCounts("expressions", tally.expressions);
  printCounts("builtins", tally.builtins);
  std::printf("builtins that do not occur:");
  for (const BuiltinRow &row : builtins())
    if (!tally.builtins.count(row.name)) std::printf(" %s", row.name);
  std::printf("\n");
}

/// Texts that do not read back as the tree that they were printed from.
int parseAll(const std::vector<Sample> &samples) {
  PythonParser parser({.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"});
  int wrong = 0;
  for (const Sample &sample : samples) {
    std::string text = printModule(sample.module);
    Result<Module> read = readKernels(parser, text, "kernel.py");
    if (read && *read == sample.module) continue;
    if (++wrong < 5)
      std::printf("does not read back: %s\n%s\n%s\n", sample.family.c_str(), text.c_str(),
                  read ? printModule(*read).c_str() : read.error().message.c_str());
  }
  std::printf("texts that do not read back: %d of %zu\n", wrong, samples.size());
  return wrong;
}

Options readOptions(int count, char **words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    auto is = [&](const char *name) { return !std::strcmp(words[i], name); };
    if (is("--twins"))
      options.twins = true;
    else if (is("--print"))
      options.print = true;
    else if (is("--parse"))
      options.parse = true;
    else if (is("--faults"))
      options.faults = true;
    else if (i + 1 < count && is("--family"))
      options.family = words[++i];
    else if (i + 1 < count && is("--goldens"))
      options.goldens = words[++i];
    else if (i + 1 < count && is("--count"))
      options.count = std::strtoull(words[++i], nullptr, 10);
    else if (i + 1 < count && is("--seed"))
      options.seed = std::strtoull(words[++i], nullptr, 10);
    else if (i + 1 < count && is("--first"))
      options.first = std::strtoull(words[++i], nullptr, 10);
    else {
      std::fprintf(stderr, "unknown option %s\n", words[i]);
      std::exit(2);
    }
  }
  return options;
}

int writeGoldens(const std::string &root) {
  for (const KernelFamily &family : kernelFamilies())
    std::ofstream(root + "/" + goldenPath(family)) << goldenText(family);
  return 0;
}

int report(const Options &options) {
  if (options.goldens) return writeGoldens(options.goldens);
  const KernelFamily *family = options.family ? findKernelFamily(options.family) : nullptr;
  if (options.family && !family) {
    std::fprintf(stderr, "no family %s\n", options.family);
    return 2;
  }
  Tally tally;
  std::vector<Sample> samples;
  for (uint64_t i = options.first; i < options.first + options.count; ++i) {
    auto start = std::chrono::steady_clock::now();
    Sample sample = makeSample(options.seed, i, family ? *family : familyOf(options.seed, i));
    tally.makeSeconds += secondsSince(start);
    add(tally, sample, options);
    if (options.parse) samples.push_back(std::move(sample));
  }
  printTally(tally);
  return options.parse && parseAll(samples) ? 1 : 0;
}

}  // namespace
}  // namespace mlir_rl::kernel

int main(int count, char **words) { return mlir_rl::kernel::report(mlir_rl::kernel::readOptions(count, words)); }
