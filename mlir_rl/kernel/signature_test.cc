#include "mlir_rl/kernel/signature.h"

#include <gmock/gmock.h>

namespace mlir_rl::kernel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> textsOf(Builtin row) {
  std::vector<std::string> texts;
  for (const Signature &s : signaturesOf(rowOf(row)))
    texts.push_back(signatureText(s) + (s.scalars.empty() ? "" : "; s: " + s.scalars) +
                    (s.extents.empty() ? "" : "; n: " + s.extents));
  return texts;
}

TEST(Signature, SaysWhatTheRulesTake) {
  EXPECT_THAT(textsOf(Builtin::add), ElementsAre("s, s -> s; s: numbers", "vec(n), vec(n) -> vec(n); s: numbers",
                                                 "mat(n, m), mat(n, m) -> mat(n, m); s: numbers"));
  EXPECT_THAT(textsOf(Builtin::less), ElementsAre("s, s -> bool; s: numbers"));
  EXPECT_THAT(textsOf(Builtin::equal), ElementsAre("s, s -> bool; s: any scalar"));
  EXPECT_THAT(textsOf(Builtin::logicalAnd), ElementsAre("bool, bool -> bool"));
  EXPECT_THAT(textsOf(Builtin::sinOf), ElementsAre("s -> s; s: floats"));
  EXPECT_THAT(textsOf(Builtin::castInt8), ElementsAre("s -> int8; s: any scalar"));
}

TEST(Signature, NamesExtents) {
  EXPECT_THAT(textsOf(Builtin::outer), ElementsAre("vec(n), vec(m) -> mat(n, m); s: numbers"));
  EXPECT_THAT(textsOf(Builtin::cross), ElementsAre("vec(n), vec(n) -> vec(n); s: numbers; n: 3"));
  EXPECT_THAT(textsOf(Builtin::determinant), ElementsAre("mat(n, n) -> s; s: floats; n: 2 to 4"));
  EXPECT_THAT(
      textsOf(Builtin::mul),
      testing::IsSupersetOf({"mat(n, m), mat(m, k) -> mat(n, k); s: numbers", "mat(n, m), vec(m) -> vec(n); s: numbers",
                             "vec(n), mat(n, m) -> vec(m); s: numbers", "s, vec(n) -> vec(n); s: numbers"}));
  EXPECT_THAT(textsOf(Builtin::matrixFromRows),
              ElementsAre("vec(n), vec(n), ... (16 at most) -> mat(count, n); s: numbers"));
}

TEST(Signature, NamesArraysStatesAndStructs) {
  EXPECT_THAT(textsOf(Builtin::lowerBound),
              ElementsAre("array(s), s -> int32; s: numbers", "array(s), int32, int32, s -> int32; s: numbers"));
  EXPECT_THAT(textsOf(Builtin::atomicXor),
              ElementsAre("array(s), int32, s -> s; s: integers of 32 or 64 bits",
                          "array2d(s), int32, int32, s -> s; s: integers of 32 or 64 bits"));
  EXPECT_THAT(textsOf(Builtin::randf), ElementsAre("uint32 -> float32", "uint32, float32, float32 -> float32"));
  EXPECT_THAT(textsOf(Builtin::where), testing::Contains("bool, struct, struct -> struct"));
}

TEST(Signature, NamesFixedExtents) {
  EXPECT_THAT(textsOf(Builtin::spatialCross), ElementsAre("vec(6), vec(6) -> vec(6); s: floats"));
  EXPECT_THAT(textsOf(Builtin::spatialTop), ElementsAre("vec(6) -> vec(3); s: floats"));
  EXPECT_THAT(textsOf(Builtin::spatialAdjoint), ElementsAre("mat(n, n), mat(n, n) -> mat(6, 6); s: floats; n: 3"));
  EXPECT_THAT(textsOf(Builtin::velocityAtPoint), ElementsAre("vec(6), vec(n) -> vec(n); s: float32; n: 3"));
  EXPECT_THAT(textsOf(Builtin::transformPoint), ElementsAre("mat(4, 4), vec(n) -> vec(n); s: floats; n: 3"));
  EXPECT_THAT(textsOf(Builtin::sampleUnitRing), ElementsAre("uint32 -> vec2"));
  EXPECT_THAT(textsOf(Builtin::normHuber), ElementsAre("vec(n) -> s; s: float32", "vec(n), s -> s; s: float32"));
}

TEST(Signature, EveryRowHasOne) {
  for (const BuiltinRow &row : builtins()) EXPECT_THAT(signaturesOf(row), Not(IsEmpty())) << row.name;
}

}  // namespace
}  // namespace mlir_rl::kernel
