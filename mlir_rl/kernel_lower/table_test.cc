// Every row of the table of builtins, for every scalar that it takes: what it becomes computes what the interpreter
// says, on values at the edges of types and on random ones.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_lower/agreement_test.h"
#include "mlir_rl/kernel_run/meaning.h"
#include "mlir_rl/kernel_run/trees_test.h"

namespace mlir_rl::kernel::testing {
namespace {

using S = Scalar;
using B = Builtin;

constexpr int32_t kThreads = 48;
constexpr size_t kUsesAKernel = 16;
const std::vector<Scalar> kAllScalars = {S::boolean, S::i8,  S::i16, S::i32, S::i64, S::u8,
                                         S::u16,     S::u32, S::u64, S::f16, S::f32, S::f64};

/// A row with operands of certain types.
struct Use {
  Builtin row;
  std::vector<Type> operands;
  Type result;
};

/// Operands of one scalar that some row may take.
std::vector<std::vector<Type>> operandLists(Scalar scalar) {
  Type x = scalarType(scalar), v = vectorType(3, scalar), m = matrixType(3, 3, scalar), wide = matrixType(2, 3, scalar);
  std::vector<Type> some = {x, v, vectorType(2, scalar), m, matrixType(2, 2, scalar), wide};
  std::vector<std::vector<Type>> lists = {{}, {matrixType(4, 4, scalar)}};
  for (const Type &a : some) lists.push_back({a});
  for (const Type &a : some)
    for (const Type &b : some) lists.push_back({a, b});
  for (const Type &a : {x, v, m}) {
    lists.push_back({a, a, x});
    lists.push_back({kBool, a, a});
  }
  lists.push_back({v, v, v});
  Type spatial = vectorType(6, scalar);
  for (const std::vector<Type> &list :
       std::vector<std::vector<Type>>{{spatial}, {spatial, spatial}, {spatial, v}, {matrixType(4, 4, scalar), v}})
    lists.push_back(list);
  return lists;
}

/// Rows with effects, and those of arrays, have tests of their own.
bool isPure(const BuiltinRow &row) { return row.effect == BuiltinEffect::none && row.id != B::lowerBound; }

std::vector<Use> usesOf(Scalar scalar) {
  std::vector<Use> uses;
  for (const BuiltinRow &row : builtins())
    for (const std::vector<Type> &operands : operandLists(scalar)) {
      TypeOrReason result = row.rule(operands, matrixType(3, 3, scalar));
      bool twice = operands.size() == 1 && operands[0] == kBool && scalar != S::boolean;
      if (isPure(row) && result && !twice && meaningOf(row.id, {operands, result.type}))
        uses.push_back({row.id, operands, result.type});
    }
  return uses;
}

/// Values for an operand: edges, unless the row has a domain.
FillRule ruleFor(const Use &use, size_t operand) {
  Scalar scalar = use.operands[operand].scalar;
  Builtin row = operatorOf(use.row);
  bool divides = row == B::div || row == B::floordiv || row == B::mod || row == B::cwDiv;
  if (divides && operand == 1 && isInteger(scalar)) return {Filling::range, 2, 100};
  if ((row == B::shl || row == B::shr) && operand == 1) return {Filling::range, 0, double(bitsOf(scalar) - 1)};
  bool toInteger = use.row >= B::castInt8 && use.row <= B::castUint64;
  if (!toInteger || !isFloat(scalar)) return {.filling = Filling::edges, .denormals = true};
  double top = std::ldexp(1.0, bitsOf(use.result.scalar) - (isSigned(use.result.scalar) ? 1 : 0)) * 0.99;
  return {Filling::range, isSigned(use.result.scalar) ? -top : 0, std::min(top, scalar == S::f16 ? 65504.0 : top)};
}

/// out0[i] = row(p0[i], p1[i], ...) and so on, each on arrays of its own.
struct Batch {
  Making kernel{"kernel"};
  std::vector<Buffer> buffers;
  std::vector<Stmt> stores;

  Expr parameter(const Type &element, const FillRule &rule, uint64_t seed) {
    Buffer buffer = makeBuffer(Layout(Module()), element, {kThreads});
    fill(buffer, rule, seed);
    // Half of the values are ordinary ones.
    if (rule.filling == Filling::edges) {
      Buffer ordinary = buffer;
      fill(ordinary, {Filling::range, -20, 20}, seed + 1);
      std::copy(ordinary.bytes.begin(), ordinary.bytes.begin() + std::ptrdiff_t(ordinary.bytes.size() / 2),
                buffer.bytes.begin());
    }
    buffers.push_back(buffer);
    return kernel.parameter("p" + std::to_string(buffers.size()), arrayType(element, 1));
  }

  void add(const Use &use, const Expr &index, uint64_t seed) {
    Exprs operands;
    for (size_t i = 0; i < use.operands.size(); ++i)
      operands.push_back(element(parameter(use.operands[i], ruleFor(use, i), seed + 7 * i), {index}));
    Expr out = parameter(use.result, {Filling::zeros}, 0);
    stores.push_back(assign(element(out, {index}), op(use.row, operands, use.result)));
  }

  void expectAgreement() {
    kernel.function.body = stores;
    Module module = {.kernels = {kernel.function}};
    testing::expectAgreement(module, 0, {{kThreads}}, byParameter(module.kernels[0]), buffers);
  }
};

class TableOf : public ::testing::TestWithParam<Scalar> {};

TEST_P(TableOf, PureRowsAgreeWithTheInterpreter) {
  std::vector<Use> uses = usesOf(GetParam());
  EXPECT_GT(uses.size(), GetParam() == S::boolean ? 20U : 90U);
  for (size_t first = 0; first < uses.size(); first += kUsesAKernel) {
    Batch batch;
    std::string names;
    for (size_t i = first; i < std::min(uses.size(), first + kUsesAKernel); ++i) {
      batch.add(uses[i], tid(), 1000 + i);
      names += std::string(rowOf(uses[i].row).name) + " ";
    }
    SCOPED_TRACE(names);
    batch.expectAgreement();
  }
}

std::string scalarOf(const ::testing::TestParamInfo<Scalar> &info) { return scalarName(info.param); }
INSTANTIATE_TEST_SUITE_P(Scalars, TableOf, ::testing::ValuesIn(kAllScalars), scalarOf);

}  // namespace
}  // namespace mlir_rl::kernel::testing
