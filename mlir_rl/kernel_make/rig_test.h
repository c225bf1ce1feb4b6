#pragma once

/// \file
/// A kernel that a test writes with parts of the grammar, and runs.

#include <gtest/gtest.h>

#include <algorithm>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/sample.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/tidy.h"
#include "mlir_rl/kernel_run/compile.h"

namespace mlir_rl::kernel::make {

class Rig {
 public:
  explicit Rig(uint64_t seed) : m(Draw(makeRandom(seed))) {
    body_.isKernel = true;
    body_.block = &body_.function.body;
    m.body = &body_;
    m.names.use(kTheme);
    m.style = usualStyle(m.draw);
    m.functions = 1;
  }

  Maker m;

  /// What has been written so far, as text.
  std::string text() const { return printModule(finished().module); }

  /// Stores the value of each thread, to be compared with the bounds that are known of it.
  void watch(const Value &value) {
    std::string name = "watched" + std::to_string(watched_.size());
    watched_.push_back({name, value.range});
    output(m, value, name);
  }

  /// Adds 1 to an element of an i32 array, whoever else does.
  void countAt(const Value &array, const Values &indices) {
    Expr call = {.kind = ExprKind::builtin, .row = Builtin::atomicAdd, .type = kI32, .operands = {array.expr}};
    for (const Value &index : indices) call.operands.push_back(index.expr);
    call.operands.push_back(whole(1).expr);
    emit(m, parts::evaluate(std::move(call)));
  }

  /// Runs all inputs: no rule is broken and every watched value keeps to its bounds.
  void expectKept() {
    Sample sample = finished();
    SCOPED_TRACE(printModule(sample.module));
    for (const LaunchInput &input : sample.inputs) {
      std::vector<Buffer> buffers = run(sample, input);
      for (const Watched &watched : watched_) {
        const Buffer &buffer = *named(sample, buffers, watched.name);
        for (int64_t i = 0; i < buffer.elements(); ++i)
          for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf)
            ASSERT_TRUE(watched.range.has(numberAt(buffer, i, leaf)))
                << watched.name << " is " << numberAt(buffer, i, leaf) << ", not in " << watched.range.low << " to "
                << watched.range.high;
      }
    }
  }

  /// What the array of this name holds after a run of the first input.
  Buffer after(const std::string &name) {
    Sample sample = finished();
    std::vector<Buffer> buffers = run(sample, sample.inputs[0]);
    return *named(sample, buffers, name);
  }

  static double numberAt(const Buffer &buffer, int64_t element, size_t leaf = 0) {
    Literal value = buffer.value(element, leaf);
    Scalar scalar = buffer.leaves[leaf].scalar;
    if (isFloat(scalar)) return value.real;
    return scalar == Scalar::u64 ? double(uint64_t(value.integer)) : double(value.integer);
  }

 private:
  static constexpr Theme kTheme = {
      .verbs = "scale sum", .nouns = "weight value", .results = "out", .numbers = "alpha beta"};
  struct Watched {
    std::string name;
    Range range;
  };

  /// As the generator finishes a kernel, but nothing is left out.
  Sample finished() const {
    std::vector<int> parameters;
    std::vector<ParameterPlan> plans;
    std::vector<bool> occurs = occurring(body_.function);
    for (size_t i = 0; i < body_.known.size(); ++i) {
      if (!body_.known[i].parameter || !occurs[i]) continue;
      parameters.push_back(int(i));
      plans.push_back({body_.known[i].dims, body_.known[i].contents});
    }
    Sample sample = {.family = "rig", .module = m.module};
    Function function = body_.function;
    declareLiterals(function, m.module);
    function.name = "rig";
    sample.module.kernels.push_back(arranged(std::move(function), parameters));
    Draw draw(makeRandom(17));
    sample.inputs = makeInputs(m.plan, plans, draw);
    return sample;
  }

  static std::vector<Buffer> run(const Sample &sample, const LaunchInput &input) {
    Result<Code> code = compileModule(sample.module);
    Result<std::vector<Buffer>> buffers = makeBuffers(Layout(sample.module), sample.module.kernels[0], input);
    EXPECT_TRUE(code && buffers);
    if (!code || !buffers) return {};
    Result<Outcome> outcome = kernel::run(*code, 0, {.dims = input.dims, .iterations = 1 << 20},
                                          argumentsOf(sample.module.kernels[0], *buffers));
    EXPECT_TRUE(outcome);
    if (outcome) EXPECT_FALSE(outcome->fault) << faultText(*outcome->fault);
    return std::move(*buffers);
  }

  static const Buffer *named(const Sample &sample, const std::vector<Buffer> &buffers, const std::string &name) {
    const Function &kernel = sample.module.kernels[0];
    for (size_t i = 0; i < buffers.size(); ++i)
      if (kernel.variables[i].name == name) return &buffers[i];
    return nullptr;
  }

  Body body_;
  std::vector<Watched> watched_;
};

/// The lines of a text.
inline std::vector<std::string> linesOf(const std::string &text) {
  std::vector<std::string> lines = {""};
  for (char c : text) c == '\n' ? void(lines.emplace_back()) : lines.back().push_back(c);
  return lines;
}

/// How often a piece of text occurs in another.
inline int countOf(const std::string &text, const std::string &piece) {
  int count = 0;
  for (size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++count;
  return count;
}

}  // namespace mlir_rl::kernel::make
