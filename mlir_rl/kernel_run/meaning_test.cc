// Every row of the table of builtins on values computed by hand, for every scalar that its rule allows.

#include "mlir_rl/kernel_run/meaning.h"

#include <algorithm>
#include <set>

#include "mlir_rl/kernel_run/meaning_cases_test.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Runs `out[0] = row(operands)`; gives out and what the operands hold afterwards.
std::vector<Buffer> evaluate(const Case &test, Scalar scalar) {
  auto [module, buffers] = evaluationOf(test, scalar);
  Outcome outcome = launch(module, argumentsOf(module.kernels[0], buffers));
  EXPECT_FALSE(outcome.fault) << (outcome.fault ? faultText(*outcome.fault) : "");
  std::rotate(buffers.begin(), buffers.end() - 1, buffers.end());
  return std::move(buffers);
}

double epsilonOf(Scalar scalar) {
  return scalar == S::f16 ? 0x1p-10 : scalar == S::f32 ? 0x1p-23 : std::numeric_limits<double>::epsilon();
}

void expectNear(const std::vector<double> &expected, const std::vector<double> &actual, double tolerance) {
  ASSERT_EQ(expected.size(), actual.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    if (expected[i] == actual[i] || (std::isnan(expected[i]) && std::isnan(actual[i]))) continue;
    EXPECT_NEAR(expected[i], actual[i], tolerance * std::fabs(expected[i])) << "component " << i;
  }
}

TEST(Meaning, RowsGiveValuesComputedByHand) {
  for (const Case &test : cases())
    for (Scalar scalar : test.scalars) {
      SCOPED_TRACE(std::string(rowOf(test.row).name) + " of " + scalarName(scalar) + ", case " +
                   std::to_string(&test - cases().data()));
      std::vector<Buffer> buffers = evaluate(test, scalar);
      Buffer expected = numbers(buffers[0].element, {1}, test.expected);
      expectNear(contents(expected), contents(buffers[0]), test.ulps * epsilonOf(buffers[0].element.scalar));
      if (!test.after.empty()) {
        EXPECT_EQ(test.after, contents(buffers[1]));
      }
    }
}

/// Lists of operands of one scalar that some rule may take.
std::vector<std::vector<Type>> operandLists(Scalar scalar) {
  Type x = scalarType(scalar), v = vectorType(3, scalar), m = matrixType(2, 2, scalar), a = arrayType(x, 1);
  Type u = scalarType(S::u32), v6 = vectorType(6, scalar), m3 = matrixType(3, 3, scalar), m4 = matrixType(4, 4, scalar);
  return {{},        {x},    {x, x},   {x, x, x}, {kBool, x, x}, {v},    {v, v},       {v, x},
          {m},       {m, m}, {m, x},   {m, m, x}, {a},           {a, x}, {a, kI32, x}, {a, kI32, x, x},
          {u, x, x}, {v6},   {v6, v6}, {v6, v},   {m3, m3},      {m4, v}};
}

TEST(Meaning, EveryRowHasACaseForEveryScalarItTakes) {
  std::set<std::pair<Builtin, Scalar>> tested;
  for (const Case &test : cases())
    for (Scalar scalar : test.scalars) tested.emplace(test.row, scalar);
  for (const BuiltinRow &row : builtins()) {
    bool any = false;
    for (Scalar scalar : kAll)
      for (const std::vector<Type> &operands : operandLists(scalar)) {
        bool mentions = operands.empty() || operands.back().scalar == scalar;
        TypeOrReason result = row.rule(operands, matrixType(2, 2, scalar));
        bool isCast = row.id >= Builtin::castBool && row.id <= Builtin::castFloat64;
        bool fits = mentions && result && !isCast && meaningOf(row.id, {operands, result.type});
        bool ownType = row.effect != BuiltinEffect::state && row.id != Builtin::randInit;
        if (fits && ownType) {
          EXPECT_TRUE(tested.contains({row.id, scalar})) << row.name << " of " << scalarName(scalar);
        }
        any |= tested.contains({row.id, scalar}) || isCast;
      }
    EXPECT_TRUE(any) << row.name;
  }
}

TEST(Meaning, EveryCastOfEveryScalarKeepsASmallNumber) {
  for (Scalar from : kAll)
    for (Scalar to : kAll) {
      Case test = {castTo(to), {from}, {one(1)}, {1}};
      EXPECT_EQ(std::vector<double>{1}, contents(evaluate(test, from)[0])) << scalarName(from) << scalarName(to);
    }
}

TEST(Meaning, CastsTruncateWrapAndRound) {
  struct Cast {
    Scalar from;
    double value;
    Scalar to;
    double expected;
  };
  for (const Cast &cast : std::vector<Cast>{{S::f32, -2.75, S::i32, -2},
                                            {S::f64, 255.9, S::u8, 255},
                                            {S::f32, -0.9, S::u8, 0},
                                            {S::i32, 300, S::u8, 44},
                                            {S::i32, 200, S::i8, -56},
                                            {S::i32, -1, S::u16, 65535},
                                            {S::i64, 4294967297, S::i32, 1},
                                            {S::u8, 255, S::i8, -1},
                                            {S::i8, -1, S::u32, 4294967295},
                                            {S::i32, 16777217, S::f32, 16777216},
                                            {S::f32, 2049, S::f16, 2048},
                                            {S::f64, 1e300, S::f32, kInf},
                                            {S::i32, 70000, S::f16, kInf},
                                            {S::f64, 0.1, S::f32, 0.10000000149011612},
                                            {S::f32, kNan, S::boolean, 1},
                                            {S::f64, 1.00048828125000022, S::f16, 1.0009765625},
                                            {S::i32, 256, S::boolean, 1},
                                            {S::f32, -0.0, S::boolean, 0}}) {
    Case test = {castTo(cast.to), {cast.from}, {one(cast.value)}, {}};
    EXPECT_EQ(std::vector<double>{cast.expected}, contents(evaluate(test, cast.from)[0])) << cast.value;
  }
}

TEST(Meaning, IntegersWrapAround) {
  struct Wrap {
    Builtin row;
    Scalar scalar;
    std::vector<Value> operands;
    double expected;
  };
  using B = Builtin;
  for (const Wrap &wrap : std::vector<Wrap>{{B::add, S::i8, {one(127), one(1)}, -128},
                                            {B::sub, S::i16, {one(-32768), one(1)}, 32767},
                                            {B::mul, S::u16, {one(65535), one(65535)}, 1},
                                            {B::mul, S::i32, {one(65536), one(65536)}, 0},
                                            {B::neg, S::i8, {one(-128)}, -128},
                                            {B::absOf, S::i32, {one(-2147483648.0)}, -2147483648.0},
                                            {B::neg, S::u8, {one(1)}, 255},
                                            {B::shl, S::i8, {one(1), one(7)}, -128},
                                            {B::shl, S::u8, {one(255), one(4)}, 240},
                                            {B::add, S::u32, {one(4294967295), one(2)}, 1},
                                            {B::shr, S::u8, {one(255), one(7)}, 1}}) {
    Case test = {wrap.row, {wrap.scalar}, wrap.operands, {}};
    EXPECT_EQ(std::vector<double>{wrap.expected}, contents(evaluate(test, wrap.scalar)[0])) << rowOf(wrap.row).name;
  }
}

TEST(Meaning, FloatsRoundAfterEachOperation) {
  Case half = {Builtin::add, {S::f16}, {one(2048), one(1)}, {}};
  EXPECT_EQ(std::vector<double>{2048}, contents(evaluate(half, S::f16)[0]));
  Case single = {Builtin::add, {S::f32}, {one(16777216), one(1)}, {}};
  EXPECT_EQ(std::vector<double>{16777216}, contents(evaluate(single, S::f32)[0]));
  // 2048 + 1 + 1 in f16 stays 2048; a sum in f32 that is rounded once would be 2050.
  Case sum = {Builtin::dot, {S::f16}, {vec({2048, 1, 1}), vec({1, 1, 1})}, {}};
  EXPECT_EQ(std::vector<double>{2048}, contents(evaluate(sum, S::f16)[0]));
  // (1 + 2^-12)^2 is 1 + 2^-11 + 2^-24, rounded to f32 before 1 + 2^-11 goes off: no fused multiply-add.
  double x = 1 + 0x1p-12;
  Case fused = {Builtin::dot, {S::f32}, {vec({-(1 + 0x1p-11), x}), vec({1, x})}, {}};
  EXPECT_EQ(std::vector<double>{0}, contents(evaluate(fused, S::f32)[0]));
}

/// 0.0 and -0.0 are equal: which of them comes out shows which operand a row gives.
TEST(Meaning, EqualOperandsGiveTheFirst) {
  Value zero = one(0), minus = one(-0.0);
  struct Equal {
    Builtin row;
    std::vector<Value> operands;
    bool negative;
  };
  using B = Builtin;
  for (const Equal &equal : std::vector<Equal>{{B::minOf, {zero, minus}, false},
                                               {B::minOf, {minus, zero}, true},
                                               {B::maxOf, {zero, minus}, false},
                                               {B::maxOf, {minus, zero}, true},
                                               {B::minOf, {vec({-0.0, 0, 1})}, true},
                                               {B::maxOf, {vec({0, -0.0, -1})}, false},
                                               {B::clamp, {minus, zero, one(1)}, false},
                                               {B::clamp, {zero, minus, one(1)}, true},
                                               {B::clamp, {one(-1), minus, zero}, true}})
    for (Scalar scalar : kFloats) {
      Buffer result = evaluate({equal.row, {}, equal.operands, {}}, scalar)[0];
      EXPECT_EQ(std::signbit(result.value(0).real), equal.negative) << rowOf(equal.row).name << scalarName(scalar);
    }
}

TEST(Meaning, AtomicsOfEqualZerosKeepTheElementAndComparingSwapsByBits) {
  for (Builtin row : {Builtin::atomicMin, Builtin::atomicMax})
    for (double element : {0.0, -0.0}) {
      Buffer after = evaluate({row, {}, {array({element}), index(0), one(-element)}, {}}, S::f32)[1];
      EXPECT_EQ(std::signbit(after.value(0).real), std::signbit(element));
    }
  for (Scalar scalar : {S::f32, S::f64}) {
    Case swap = {Builtin::atomicCas, {}, {array({-0.0}), index(0), one(0), one(5)}, {}};
    EXPECT_EQ(contents(evaluate(swap, scalar)[1]), std::vector<double>{-0.0});
    swap.operands[2] = one(-0.0);
    EXPECT_EQ(contents(evaluate(swap, scalar)[1]), std::vector<double>{5});
  }
}

/// The table's formula of 3 rows, of these rows and columns of a matrix of 4.
float determinantOf(const std::vector<float> &m, const std::vector<size_t> &r, const std::vector<size_t> &c) {
  auto at = [&](size_t i, size_t j) { return m[4 * r[i] + c[j]]; };
  return at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)) +
         at(0, 1) * (at(1, 2) * at(2, 0) - at(1, 0) * at(2, 2)) +
         at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0));
}

std::vector<size_t> others(int left) {
  std::vector<size_t> rest = {0, 1, 2, 3};
  rest.erase(rest.begin() + left);
  return rest;
}

TEST(Meaning, DeterminantsAndInversesOfFourRowsAreTheFormulasOfTheTable) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    Buffer matrix = numbers(matrixType(4, 4, S::f32), {1});
    fill(matrix, {}, seed);
    std::vector<double> values = contents(matrix);
    std::vector<float> m(values.begin(), values.end());
    auto minor = [&](int row, int column) { return determinantOf(m, others(row), others(column)); };
    float determinant = m[0] * minor(0, 0) - m[1] * minor(0, 1) + m[2] * minor(0, 2) - m[3] * minor(0, 3);
    EXPECT_EQ(contents(evaluate({B::determinant, {}, {mat(4, 4, values)}, {}}, S::f32)[0])[0], determinant);
    std::vector<double> inverse = contents(evaluate({B::inverse, {}, {mat(4, 4, values)}, {}}, S::f32)[0]);
    for (int r = 0; r < 4; ++r)
      for (int c = 0; c < 4; ++c)
        EXPECT_EQ(inverse[4 * size_t(r) + size_t(c)], ((r + c) % 2 ? -minor(c, r) : minor(c, r)) / determinant)
            << r << c;
  }
}

TEST(Meaning, RowsWithoutMeaningForATypeAreRefused) {
  Making kernel("kernel");
  Expr m = kernel.parameter("m", matrixType(2, 2, S::boolean));
  Expr trace = {.kind = ExprKind::builtin, .row = Builtin::trace, .type = kBool, .operands = {m}, .place = {4, 2}};
  kernel.add(assign(kernel.local("x", kBool), trace));
  Result<Code> code = compileModule({.kernels = {kernel.function}});
  ASSERT_FALSE(code);
  EXPECT_EQ(code.error().kind, ErrorKind::usage);
  EXPECT_EQ(code.error().message.substr(0, 24), "4:2: trace has no meanin");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
