#include "mlir_rl/kernel_make/sample.h"

#include <algorithm>
#include <numeric>

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_make/check.h"
#include "mlir_rl/kernel_make/lines.h"
#include "mlir_rl/kernel_make/named.h"
#include "mlir_rl/kernel_make/tidy.h"

namespace mlir_rl::kernel {

namespace make {

namespace {

/// Parameters that occur, in an order that someone would write: what is read, numbers, what is written; or otherwise.
std::vector<int> parameterOrder(Maker &m, const Body &body) {
  std::vector<bool> occurs = occurring(body.function);
  std::vector<int> order;
  for (size_t i = 0; i < body.known.size(); ++i)
    if (body.known[i].parameter && occurs[i]) order.push_back(int(i));
  static constexpr int arraysFirst[] = {0, 1, 2}, asMade[] = {0, 0, 1}, numbersFirst[] = {1, 0, 2},
                       outputsFirst[] = {1, 2, 0};
  const int *rank = m.draw.of({arraysFirst, arraysFirst, asMade, asMade, numbersFirst, outputsFirst});
  auto rankOf = [&](int parameter) {
    bool array = body.function.variables[size_t(parameter)].type.isArray();
    bool written = array && body.known[size_t(parameter)].role != Role::input;
    return rank[written ? 2 : array ? 0 : 1];
  };
  std::sort(order.begin(), order.end(),
            [&](int a, int b) { return std::pair(rankOf(a), a) < std::pair(rankOf(b), b); });
  return order;
}

bool writesSomething(const Body &body, const std::vector<int> &parameters) {
  return std::any_of(parameters.begin(), parameters.end(), [&](int parameter) {
    Role role = body.known[size_t(parameter)].role;
    return role == Role::output || role == Role::shared;
  });
}

int statementsIn(const std::vector<Stmt> &body) {
  return std::accumulate(body.begin(), body.end(), 0, [](int count, const Stmt &stmt) {
    return count + 1 + statementsIn(stmt.body) + statementsIn(stmt.otherwise);
  });
}

constexpr int kLeastStatements = 5, kMostStatements = 105;

bool isOfSomeSize(const Module &module) {
  int statements = statementsIn(module.kernels[0].body);
  for (const Function &function : module.functions) statements += statementsIn(function.body);
  return kLeastStatements <= statements && statements <= kMostStatements;
}

/// The module and its inputs; without inputs when there is too little or too much of it.
Sample finish(Maker &m, Body &body) {
  sweep(body.function);
  nameOperators(m, body);
  breakLines(m, body);
  declareLiterals(body.function, m.module);
  std::vector<int> parameters = parameterOrder(m, body);
  bool writes = writesSomething(body, parameters);
  std::vector<ParameterPlan> plans;
  for (int parameter : parameters)
    plans.push_back({body.known[size_t(parameter)].dims, body.known[size_t(parameter)].contents});
  body.function.name = m.names.ofModule(m.draw, NameKind::kernel);
  m.module.kernels.push_back(arranged(std::move(body.function), parameters));
  Sample sample;
  sample.module = kernelAlone(m.module, 0);
  if (writes && isOfSomeSize(sample.module)) sample.inputs = makeInputs(m.plan, plans, m.draw);
  return sample;
}

Sample makeOnce(const KernelFamily &family, Random random) {
  Maker m{Draw(random)};
  Body body;
  body.isKernel = true;
  body.block = &body.function.body;
  m.body = &body;
  family.make(m);
  return finish(m, body);
}

}  // namespace

}  // namespace make

Sample makeSample(uint64_t seed, uint64_t index, const KernelFamily &family) {
  uint64_t ofFamily = seed;
  for (const char *c = family.name; *c; ++c) ofFamily = deriveSeed(ofFamily, uint64_t(*c));
  for (uint64_t attempt = 0;; ++attempt) {
    Sample sample = make::makeOnce(family, makeRandom(deriveSeed(ofFamily, index), attempt));
    sample.family = family.name;
    if (!sample.inputs.empty() && tellsInputsApart(sample)) return sample;
  }
}

const KernelFamily &familyOf(uint64_t seed, uint64_t index, std::span<const KernelFamily> among) {
  uint64_t round = index / among.size();
  std::vector<size_t> order(among.size());
  std::iota(order.begin(), order.end(), size_t(0));
  Random random = makeRandom(seed, round);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[uniformBelow(random, i)]);
  return among[order[index % among.size()]];
}

Sample makeSample(uint64_t seed, uint64_t index) { return makeSample(seed, index, familyOf(seed, index)); }

}  // namespace mlir_rl::kernel
