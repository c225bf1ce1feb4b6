#include "mlir_rl/kernel/builtin.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace mlir_rl::kernel {
namespace {

/// Types by short words, so that a rule is one line below.
Type typeNamed(const std::string &word) {
  static const std::map<std::string, Type> types = {
      {"b", kBool},
      {"i", kI32},
      {"u", scalarType(Scalar::u32)},
      {"u8", scalarType(Scalar::u8)},
      {"l", scalarType(Scalar::i64)},
      {"f", kF32},
      {"d", scalarType(Scalar::f64)},
      {"v2", vectorType(2, Scalar::f32)},
      {"v3", vectorType(3, Scalar::f32)},
      {"v3i", vectorType(3, Scalar::i32)},
      {"m22", matrixType(2, 2, Scalar::f32)},
      {"m23", matrixType(2, 3, Scalar::f32)},
      {"m32", matrixType(3, 2, Scalar::f32)},
      {"m33", matrixType(3, 3, Scalar::f32)},
      {"s", structType(0)},
      {"m22b", matrixType(2, 2, Scalar::boolean)},
      {"v6", vectorType(6, Scalar::f32)},
      {"v6d", vectorType(6, Scalar::f64)},
      {"v3d", vectorType(3, Scalar::f64)},
      {"m44", matrixType(4, 4, Scalar::f32)},
      {"m66", matrixType(6, 6, Scalar::f32)},
      {"m11", matrixType(1, 1, Scalar::f32)},
      {"v2b", vectorType(2, Scalar::boolean)},
      {"af", arrayType(kF32, 1)},
      {"ai2", arrayType(kI32, 2)},
      {"au8", arrayType(scalarType(Scalar::u8), 1)},
      {"av3", arrayType(vectorType(3, Scalar::f32), 1)},
  };
  return types.at(word);
}

struct Typing {
  Builtin row;
  const char *operands;
  const char *result;  ///< a type's word, or "" when it is refused
};

constexpr Typing kTypings[] = {
    {Builtin::add, "i i", "i"},
    {Builtin::add, "v3 v3", "v3"},
    {Builtin::add, "m22 m22", "m22"},
    {Builtin::add, "i f", ""},
    {Builtin::add, "i l", ""},
    {Builtin::add, "b b", ""},
    {Builtin::add, "v3 f", ""},
    {Builtin::add, "v3 v3i", ""},
    {Builtin::add, "i", ""},
    {Builtin::mul, "f v3", "v3"},
    {Builtin::mul, "v3 f", "v3"},
    {Builtin::mul, "v3 d", ""},
    {Builtin::mul, "v3 v3", ""},
    {Builtin::mul, "m23 v3", "v2"},
    {Builtin::mul, "v2 m23", "v3"},
    {Builtin::mul, "m23 m32", "m22"},
    {Builtin::mul, "m23 m23", ""},
    {Builtin::mul, "m33 v2", ""},
    {Builtin::div, "i i", "i"},
    {Builtin::div, "v3 f", "v3"},
    {Builtin::div, "f v3", "v3"},
    {Builtin::div, "v3 v3", ""},
    {Builtin::mod, "v3 v3", "v3"},
    {Builtin::floordiv, "v3 v3", ""},
    {Builtin::powOf, "f f", "f"},
    {Builtin::powOf, "i i", ""},
    {Builtin::neg, "m33", "m33"},
    {Builtin::neg, "b", ""},
    {Builtin::shl, "u u", "u"},
    {Builtin::shl, "u i", ""},
    {Builtin::bitNot, "f", ""},
    {Builtin::bitAnd, "b b", ""},
    {Builtin::less, "f f", "b"},
    {Builtin::less, "b b", ""},
    {Builtin::equal, "b b", "b"},
    {Builtin::equal, "v3 v3", ""},
    {Builtin::logicalAnd, "b b", "b"},
    {Builtin::logicalAnd, "i b", ""},
    {Builtin::logicalNot, "b", "b"},
    {Builtin::minOf, "i i", "i"},
    {Builtin::minOf, "v3", "f"},
    {Builtin::minOf, "v3 v3", "v3"},
    {Builtin::minOf, "f", ""},
    {Builtin::clamp, "f f f", "f"},
    {Builtin::clamp, "f f i", ""},
    {Builtin::absOf, "v3i", "v3i"},
    {Builtin::sqrtOf, "d", "d"},
    {Builtin::sqrtOf, "i", ""},
    {Builtin::atan2Of, "f f", "f"},
    {Builtin::isFinite, "m33", "b"},
    {Builtin::lerp, "v3 v3 f", "v3"},
    {Builtin::lerp, "f f d", ""},
    {Builtin::smoothstep, "f f f", "f"},
    {Builtin::where, "b s s", "s"},
    {Builtin::where, "b i f", ""},
    {Builtin::where, "i f f", ""},
    {Builtin::where, "b af af", ""},
    {Builtin::castInt32, "f", "i"},
    {Builtin::castBool, "f", "b"},
    {Builtin::castFloat64, "v3", ""},
    {Builtin::dot, "v3 v3", "f"},
    {Builtin::dot, "v2 v3", ""},
    {Builtin::ddot, "m22 m22", "f"},
    {Builtin::cross, "v3 v3", "v3"},
    {Builtin::cross, "v2 v2", ""},
    {Builtin::outer, "v2 v3", "m23"},
    {Builtin::skew, "v3", "m33"},
    {Builtin::length, "v3", "f"},
    {Builtin::length, "v3i", ""},
    {Builtin::lengthSq, "v3i", "i"},
    {Builtin::normalize, "v2", "v2"},
    {Builtin::argmin, "v3", "u"},
    {Builtin::cwMul, "m23 m23", "m23"},
    {Builtin::transpose, "m23", "m32"},
    {Builtin::determinant, "m33", "f"},
    {Builtin::determinant, "m23", ""},
    {Builtin::inverse, "m22", "m22"},
    {Builtin::determinant, "m11", ""},
    {Builtin::inverse, "m11", ""},
    {Builtin::trace, "m33", "f"},
    {Builtin::trace, "m11", "f"},
    {Builtin::trace, "m22b", ""},
    {Builtin::ddot, "m22b m22b", ""},
    {Builtin::cwMul, "m22b m22b", ""},
    {Builtin::cwDiv, "v2b v2b", ""},
    {Builtin::transpose, "m22b", "m22b"},
    {Builtin::getDiag, "m22b", "v2b"},
    {Builtin::diag, "v3", "m33"},
    {Builtin::getDiag, "m22", "v2"},
    {Builtin::identity, "f", ""},
    {Builtin::matrixFromRows, "v3 v3", "m23"},
    {Builtin::matrixFromCols, "v3 v3", "m32"},
    {Builtin::matrixFromRows, "v3 v2", ""},
    {Builtin::len, "ai2", "i"},
    {Builtin::len, "v3", "i"},
    {Builtin::len, "f", ""},
    {Builtin::lowerBound, "af f", "i"},
    {Builtin::lowerBound, "af i i f", "i"},
    {Builtin::lowerBound, "af i", ""},
    {Builtin::lowerBound, "ai2 i", ""},
    {Builtin::atomicAdd, "af i f", "f"},
    {Builtin::atomicAdd, "av3 i v3", "v3"},
    {Builtin::atomicAdd, "ai2 i i i", "i"},
    {Builtin::atomicAdd, "ai2 i i", ""},
    {Builtin::atomicAdd, "au8 i u8", ""},
    {Builtin::atomicAdd, "af l f", ""},
    {Builtin::atomicCas, "ai2 i i i i", "i"},
    {Builtin::atomicCas, "av3 i v3 v3", ""},
    {Builtin::atomicExch, "af i f", "f"},
    {Builtin::atomicXor, "af i f", ""},
    {Builtin::randInit, "i", "u"},
    {Builtin::randInit, "i i", "u"},
    {Builtin::randi, "u", "i"},
    {Builtin::randi, "u i i", "i"},
    {Builtin::randi, "i", ""},
    {Builtin::randu, "u u u", "u"},
    {Builtin::randf, "u f f", "f"},
    {Builtin::randf, "u i i", ""},
    {Builtin::randn, "u", "f"},
    {Builtin::namedAdd, "v3 v3", "v3"},
    {Builtin::namedAdd, "i f", ""},
    {Builtin::namedMul, "m23 v3", "v2"},
    {Builtin::namedNot, "b", "b"},
    {Builtin::namedNot, "i", ""},
    {Builtin::namedShl, "u i", ""},
    {Builtin::bitCount, "u8", "i"},
    {Builtin::bitCount, "f", ""},
    {Builtin::normL1, "v3", "f"},
    {Builtin::normL1, "v3d", ""},
    {Builtin::normL2, "v3 f", ""},
    {Builtin::normHuber, "v3", "f"},
    {Builtin::normHuber, "v2 f", "f"},
    {Builtin::normPseudoHuber, "v3 i", ""},
    {Builtin::normPseudoHuber, "v3 f f", ""},
    {Builtin::smoothNormalize, "v2 f", "v2"},
    {Builtin::spatialDot, "v6 v6", "f"},
    {Builtin::spatialDot, "v6 v6d", ""},
    {Builtin::spatialDot, "v3 v3", ""},
    {Builtin::spatialCross, "v6d v6d", "v6d"},
    {Builtin::spatialCrossDual, "v6", ""},
    {Builtin::spatialTop, "v6", "v3"},
    {Builtin::spatialBottom, "v3", ""},
    {Builtin::spatialAdjoint, "m33 m33", "m66"},
    {Builtin::spatialAdjoint, "m33 m22", ""},
    {Builtin::velocityAtPoint, "v6 v3", "v3"},
    {Builtin::velocityAtPoint, "v6d v3d", ""},
    {Builtin::transformPoint, "m44 v3", "v3"},
    {Builtin::transformPoint, "m44 v3d", ""},
    {Builtin::transformVector, "m33 v3", ""},
    {Builtin::sampleTriangle, "u", "v2"},
    {Builtin::sampleUnitCube, "u", "v3"},
    {Builtin::sampleUnitCube, "u f f", ""},
};

std::vector<Type> typesNamed(const std::string &words) {
  std::vector<Type> types;
  for (size_t at = 0; at < words.size();) {
    size_t end = std::min(words.find(' ', at), words.size());
    types.push_back(typeNamed(words.substr(at, end - at)));
    at = end + 1;
  }
  return types;
}

TEST(Builtin, RowsTypeTheirOperands) {
  for (const Typing &typing : kTypings) {
    TypeOrReason result = rowOf(typing.row).rule(typesNamed(typing.operands), {});
    std::string what = std::string(rowOf(typing.row).name) + " of " + typing.operands;
    EXPECT_EQ(bool(result), *typing.result != 0) << what << ": " << result.reason;
    if (result && *typing.result) EXPECT_EQ(result.type, typeNamed(typing.result)) << what;
  }
}

TEST(Builtin, AnIdentityHasTheTypeThatIsWanted) {
  EXPECT_EQ(rowOf(Builtin::identity).rule({}, typeNamed("m33")).type, typeNamed("m33"));
  EXPECT_FALSE(rowOf(Builtin::identity).rule({}, typeNamed("m23")));
  EXPECT_FALSE(rowOf(Builtin::identity).rule({}, typeNamed("m22b")));
}

TEST(Builtin, EveryRowIsInOrderNamedOnceAndSaidInASentence) {
  std::set<std::pair<std::string, BuiltinForm>> names;
  int number = 0;
  for (const BuiltinRow &row : builtins()) {
    EXPECT_EQ(int(row.id), number++) << row.name;
    EXPECT_TRUE(names.emplace(row.name, row.form).second) << row.name;
    EXPECT_EQ(findBuiltin(row.name, row.form), &row);
    EXPECT_EQ(std::string(row.about).back(), '.') << row.name;
  }
  EXPECT_GE(number, 150);
}

/// A rule must not read operands that are not there.
TEST(Builtin, EveryRowRefusesNoOperandsAndTooMany) {
  std::vector<Type> many(kMaxExtent + 1, typeNamed("s"));
  for (const BuiltinRow &row : builtins()) {
    EXPECT_FALSE(row.rule({}, {})) << row.name;
    EXPECT_FALSE(row.rule(many, {})) << row.name;
    EXPECT_FALSE(row.rule(std::vector<Type>(1), {})) << row.name;
  }
}

TEST(Builtin, NamedOperatorsTakeWhatTheirOperatorsTake) {
  int named = 0;
  for (const BuiltinRow &row : builtins()) {
    const BuiltinRow &meant = rowOf(operatorOf(row.id));
    named += row.id != meant.id;
    EXPECT_EQ(row.rule, meant.rule) << row.name;
    EXPECT_EQ(operatorOf(meant.id), meant.id) << row.name;
  }
  EXPECT_EQ(named, 15);
}

/// Hashes number the rows: these numbers stay for ever.
TEST(Builtin, RowsKeepTheirNumbers) {
  EXPECT_EQ(int(Builtin::add), 0);
  EXPECT_EQ(int(Builtin::randn), 113);
  EXPECT_EQ(int(Builtin::namedAdd), 114);
  EXPECT_EQ(int(Builtin::bitCount), 129);
  EXPECT_EQ(int(Builtin::spatialDot), 135);
  EXPECT_EQ(int(Builtin::sampleTriangle), 144);
}

TEST(Builtin, CastsAreInTheOrderOfScalars) {
  for (int s = 0; s < kNumScalars; ++s) {
    TypeOrReason result = rowOf(castTo(Scalar(s))).rule(std::vector<Type>{kI32}, {});
    EXPECT_EQ(result.type, scalarType(Scalar(s)));
  }
}

}  // namespace
}  // namespace mlir_rl::kernel
