#pragma once

/// \file
/// Makers and builders of tests: small kernels without a compiler, and the ways in which real ones misbehave.

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_set/generate.h"
#include "mlir_rl/kernel_set/packed.h"

namespace mlir_rl::kernel::testing {

/// out[i] = x[i] (+ x[i])* + CONSTANT, with as many sums as `depth` says: its structure. `name` names the kernel.
inline Candidate sumSample(int depth, double constant, const std::string &name = "sums") {
  Expr i = {.kind = ExprKind::variable, .type = kI32, .id = 2};
  auto at = [&](int array) {
    Expr base = {.kind = ExprKind::variable, .type = arrayType(kF32, 1), .id = array};
    return Expr{.kind = ExprKind::element, .type = kF32, .operands = {base, i}};
  };
  auto add = [](Expr a, Expr b) {
    return Expr{.kind = ExprKind::builtin, .row = Builtin::add, .type = kF32, .operands = {std::move(a), std::move(b)}};
  };
  Expr sum = at(0);
  for (int d = 0; d < depth; ++d) sum = add(sum, at(0));
  Stmt tid = {.kind = StmtKind::assign, .targets = {i}, .values = {{.kind = ExprKind::tid, .type = kI32, .id = 1}}};
  Stmt store = {.kind = StmtKind::assign, .targets = {at(1)}, .values = {add(sum, floatLiteral(constant))}};
  Function kernel = {.name = name,
                     .parameters = 2,
                     .variables = {{"x", arrayType(kF32, 1)}, {"out", arrayType(kF32, 1)}, {"i", kI32}},
                     .results = {},
                     .body = {tid, store}};
  Candidate sample = {.family = depth % 2 ? "odd" : "even", .module = {}, .inputs = {}};
  sample.module.kernels = {kernel};
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    ParameterInput drawn = {.shape = {8}, .rules = {{.low = -1, .high = 1}}};
    ParameterInput zeros = {.shape = {8}, .rules = {{.filling = Filling::zeros}}};
    sample.inputs.push_back({.dims = {8}, .parameters = {drawn, zeros}, .seed = seed});
  }
  return sample;
}

/// Every structure `each` times in a row, with other constants.
class FakeMaker : public Maker {
 public:
  explicit FakeMaker(int each = 1) : each_(each) {}
  int version() const override { return 7; }
  std::vector<std::string> families() const override { return {"even", "odd"}; }
  std::string familyOf(uint64_t, int64_t index) const override { return depthOf(index) % 2 ? "odd" : "even"; }
  Result<Candidate> make(uint64_t seed, int64_t index) override {
    return sumSample(depthOf(index), double(index % each_) + double(seed) / 4);
  }

 private:
  int depthOf(int64_t index) const { return int(index) / each_ + 1; }
  int each_;
};

/// A form is its name and the kernel's; the variant "copy" does what the kernel does.
class FakeBuilder : public Builder {
 public:
  using Misbehave = std::function<void(const Module &module)>;
  explicit FakeBuilder(Misbehave misbehave = [](const Module &) {}) : misbehave_(std::move(misbehave)) {}
  std::string version() const override { return "fake 1"; }
  Result<Built> build(const Module &module, const std::set<Form> &wanted) override;

 private:
  Misbehave misbehave_;
};

inline int depthOf(const Module &module) {
  int depth = -1;
  for (const Expr *sum = &module.kernels[0].body[1].values[0]; sum->kind == ExprKind::builtin; sum = &sum->operands[0])
    ++depth;
  return depth;
}

inline Status runSums(const Module &module, const std::vector<int32_t> &dims, std::span<const Argument> arguments) {
  ArrayView x, out;
  std::memcpy(&x, arguments[0].bytes.data(), sizeof x);
  std::memcpy(&out, arguments[1].bytes.data(), sizeof out);
  auto constant = float(module.kernels[0].body[1].values[0].operands[1].value.real);
  for (int32_t i = 0; i < dims[0]; ++i) {
    float value = 0;
    std::memcpy(&value, x.data + i * x.strides[0], sizeof value);
    float sum = value;
    for (int d = 0; d < depthOf(module); ++d) sum += value;
    sum += constant;
    std::memcpy(out.data + i * out.strides[0], &sum, sizeof sum);
  }
  return {};
}

inline Result<Built> FakeBuilder::build(const Module &module, const std::set<Form> &wanted) {
  misbehave_(module);
  Built built;
  for (Form form : wanted) {
    bool o3 = form == Form::llvmO3;  // as O2, so that there is a text that two forms share
    std::string name = rowOf(o3 ? Form::llvmO2 : form).name;
    built.forms[form] = {name + " of depth " + std::to_string(depthOf(module)) + "\n", ""};
  }
  if (built.forms.contains(Form::ptx) && depthOf(module) % 3 == 0)
    built.forms[Form::ptx] = {"", "needs libdevice: __nv_sqrtf"};
  built.variants.push_back({"copy", [module](const std::vector<int32_t> &dims, std::span<const Argument> arguments) {
                              return runSums(module, dims, arguments);
                            }});
  return built;
}

inline PythonPlace testPython() { return {.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/parse.py"}; }

inline RowSource fakeSource(int each = 1, const FakeBuilder::Misbehave &misbehave = [](const Module &) {}) {
  return {.maker = [=] { return std::make_unique<FakeMaker>(each); },
          .builder = [=] { return std::make_unique<FakeBuilder>(misbehave); },
          .python = testPython()};
}

/// Generates into a folder and expects it to go well.
inline GenerateState generated(const std::string &folder, const RowSource &source, int64_t count, SetOptions set = {},
                               PoolOptions pool = {}) {
  Result<GenerateState> state = generateSet(
      {.folder = folder, .set = std::move(set), .count = count, .pool = pool, .project = "test"}, source,
      [](const GenerateState &) {}, [] { return false; });
  EXPECT_TRUE(state.has_value()) << state.error().message;
  return state.value_or(GenerateState());
}

}  // namespace mlir_rl::kernel::testing
