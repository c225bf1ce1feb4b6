#include "mlir_rl/kernel/signature.h"
#include "mlir_rl/kernel_front/refusals.h"
#include "tools/mlir-rl/kernels/action.h"

namespace mlir_rl {

namespace {

using namespace kernel;

constexpr const char *kIntro = R"(# The Python that kernels are written in

Printed by `mlir-rl kernels subset`; `make docs` writes it here. Kernels are written in the style of NVIDIA Warp:

    import warp as wp

    @wp.kernel
    def scale(factor: float, x: wp.array(dtype=float), y: wp.array(dtype=float)):
        i = wp.tid()
        if i < x.shape[0]:
            y[i] = factor * x[i]

Nothing is converted unless a cast says so. Python's literals are `int32`, `float32` and `bool`; a cast of a literal,
`wp.uint8(3)`, is a literal of that type.

)";

struct Line {
  const char *written;
  const char *meaning;
};

constexpr Line kModule[] = {
    {"`import warp as wp`, `import math`, `import numpy as np`",
     "under any name; of the latter constants and what computes them; kernels use no other module"},
    {"`NAME = wp.constant(3)`, `NAME = 3`, `NAME = wp.uint8(3)`, `N, M = 3, 4`",
     "a constant: numbers and other constants with `+ - * / // % **`, Python's `int float round abs min max`, and "
     "functions of `math`, under numpy's name too"},
    {"`vec5 = wp.types.vector(length=5, dtype=float)`, `mat23 = wp.types.matrix(shape=(2, 3), dtype=float)`",
     "a name for a type"},
    {"`@wp.struct`, `class P: x: wp.vec3`",
     "a struct; its fields are scalars, vectors, matrices, arrays, other structs"},
    {"`@wp.func`, `def f(x: float, a: wp.array(dtype=int)) -> float:`",
     "a function; it calls only functions above it. Two may share a name when their parameters' types differ"},
    {"`@wp.kernel`, `def k(...):`", "a kernel: what a launch runs once for each thread; it returns nothing"},
};

constexpr Line kStatements[] = {
    {"`x = e`", "assigns to a variable, an element, a component or a field; the value is computed first"},
    {"`x, y = e, f`; `x, y = f(...)`; `i, j = wp.tid()`", "assigns to several, from left to right"},
    {"`x += e`, `-= *= /= //= %= **= <<= >>= &= ^=` and so on",
     "on an array's element `+= -= &= |= ^=` are one atomic operation; others read, compute and write"},
    {"`f(...)`", "a call whose result, if any, is dropped"},
    {"`if c:`, `elif d:`, `else:`", "conditions are bools"},
    {"`while c:`", ""},
    {"`for i in range(start, stop, step):`",
     "bounds are `int32`, evaluated once; i keeps its last value afterwards. With constant bounds, at most 16 "
     "iterations "
     "and no `break` or `continue` it is written out, as in Warp; in other loops a variable that holds a bare literal "
     "cannot be assigned: write `x = float(0.0)` before"},
    {"`break`, `continue`", "of the innermost loop"},
    {"`return`, `return e`, `return e, f`", ""},
    {"`assert c`", "ends the run with an error when c is false"},
    {"`pass`", ""},
};

constexpr Line kExpressions[] = {
    {"`1`, `0.5`, `True`", "literals: `int32`, `float32`, `bool`"},
    {"`NAME`, `x`", "a constant, a variable"},
    {"`wp.pi`, `math.pi`, `wp.inf`, `wp.static(...)`", "numbers that Python would compute"},
    {"`wp.tid()`", "the thread's index, in kernels only: `i = wp.tid()`, `i, j = wp.tid()` up to 4"},
    {"`f(x, y)`", "a function of the module"},
    {"`wp.vec3(x, y, z)`, `wp.vec3(x)`, `wp.vec3()`, `P()`",
     "a vector or matrix from its components row by row, of one value, of zeros; a struct from its fields, or of "
     "zeros"},
    {"`a[i]`, `a[i, j]`, `a[i][j]`", "an element; fewer indices than dimensions give an array that views the rest"},
    {"`a.shape[0]`", "an extent, `int32`"},
    {"`v[i]`, `v.x`, `m[i, j]`, `m[i]`", "a component; of a matrix with one index a row"},
    {"`s.field`", "a field of a struct"},
    {"`e if c else f`", "computes only the side it needs"},
    {"`a < b`, `a <= b < c`", "a bool; the one operator that converts: a whole number or a float beside a wider float"},
    {"`c and d`, `c or d`, `not c`", "of bools; the right side of `and` and `or` changes nothing"},
};

/// The rows of each group, by their ids.
#define NAMED(id, name, form, rule, effect, about) #id,
constexpr const char *kOperators[] = {MLIR_RL_KERNEL_OPERATORS(NAMED)};
constexpr const char *kScalars[] = {MLIR_RL_KERNEL_SCALARS(NAMED)};
constexpr const char *kCasts[] = {MLIR_RL_KERNEL_CASTS(NAMED)};
constexpr const char *kVectors[] = {MLIR_RL_KERNEL_VECTORS(NAMED)};
constexpr const char *kArrays[] = {MLIR_RL_KERNEL_ARRAYS(NAMED)};
constexpr const char *kRandom[] = {MLIR_RL_KERNEL_RANDOM(NAMED)};
constexpr const char *kNamed[] = {MLIR_RL_KERNEL_NAMED(NAMED)};
constexpr const char *kNorms[] = {MLIR_RL_KERNEL_NORMS(NAMED)};
constexpr const char *kSpatial[] = {MLIR_RL_KERNEL_SPATIAL(NAMED)};
constexpr const char *kSamples[] = {MLIR_RL_KERNEL_SAMPLES(NAMED)};
#undef NAMED

struct Group {
  const char *title;
  size_t size;
};

constexpr Group kGroups[] = {
    {"Operators", std::size(kOperators)},
    {"Scalars", std::size(kScalars)},
    {"Casts", std::size(kCasts)},
    {"Vectors and matrices", std::size(kVectors)},
    {"Arrays", std::size(kArrays)},
    {"Random numbers", std::size(kRandom)},
    {"Operators by name", std::size(kNamed)},
    {"Bits and norms", std::size(kNorms)},
    {"Rigid bodies", std::size(kSpatial)},
    {"Random points", std::size(kSamples)},
};

/// A vertical bar ends a cell of a table.
std::string cell(const std::string &text) {
  std::string out;
  for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::string linesTable(std::span<const Line> lines) {
  std::string out = "| written | meaning |\n| --- | --- |\n";
  for (const Line &line : lines) out += "| " + cell(line.written) + " | " + cell(line.meaning) + " |\n";
  return out + "\n";
}

std::string typesText() {
  std::string out = "## Types\n\n| scalar | bits | vectors, matrices |\n| --- | --- | --- |\n";
  for (int s = 0; s < kNumScalars; ++s) {
    Type scalar = scalarType(Scalar(s));
    std::string names;
    for (int n = 2; n <= 4; ++n)
      for (const Type &type : {vectorType(n, Scalar(s)), matrixType(n, n, Scalar(s))})
        if (hasOwnName(type)) names += (names.empty() ? "`" : ", `") + typeText(type) + "`";
    out += "| `" + typeText(scalar) + "` | " + std::to_string(bitsOf(Scalar(s))) + " | " + names + " |\n";
  }
  return out + "\n`int` and `float` are `wp.int32` and `wp.float32`. Other vectors and matrices have up to " +
         std::to_string(kMaxExtent) + " components along a side and are\nnamed at the module's top. Arrays have 1 to " +
         std::to_string(kMaxArrayDims) +
         " dimensions: `wp.array(dtype=float)`, `wp.array2d(dtype=wp.vec3)`,\n`wp.array(dtype=float, ndim=2)`.\n\n";
}

/// "" or " (s: floats; n: 2 to 4)".
std::string lettersText(const Signature &signature) {
  if (signature.scalars.empty() && signature.extents.empty()) return "";
  std::string scalars = signature.scalars.empty() ? "" : "s: " + signature.scalars;
  std::string extents = signature.extents.empty() ? "" : "n: " + signature.extents;
  return " (" + scalars + (scalars.empty() || extents.empty() ? "" : "; ") + extents + ")";
}

/// One way a line; what the letters may be is said once for lines that follow each other and agree.
std::string takesText(const BuiltinRow &row) {
  std::vector<Signature> signatures = signaturesOf(row);
  std::string text;
  for (size_t i = 0; i < signatures.size(); ++i) {
    std::string letters = lettersText(signatures[i]);
    bool again = i + 1 < signatures.size() && lettersText(signatures[i + 1]) == letters;
    text += (text.empty() ? "" : "<br>") + signatureText(signatures[i]) + (again ? "" : letters);
  }
  return text;
}

std::string builtinLine(const BuiltinRow &row) {
  return "| `" + cell(writtenForm(row)) + "` | " + takesText(row) + " | " + cell(row.about) + " |\n";
}

std::string builtinsText() {
  std::string out =
      "## Builtins\n\n" + std::to_string(builtins().size()) +
      " of them. `s` is a scalar, the same wherever it stands in a line; `vec(n)` and `mat(n, m)` are vectors and\n"
      "matrices of it; `array(s)` has one dimension, `array2d(s)` two.\n\n";
  size_t next = 0;
  for (const Group &group : kGroups) {
    out += std::string("### ") + group.title + "\n\n| written | takes -> gives | meaning |\n| --- | --- | --- |\n";
    for (size_t i = 0; i < group.size; ++i) out += builtinLine(builtins()[next++]);
    out += "\n";
  }
  return out;
}

std::string refusedText() {
  std::string out = "## What is refused\n\nWith file, line, column and what to write instead.\n\n";
  out += "| Python | write instead |\n| --- | --- |\n";
  for (const Refused &refused : refusedConstructs())
    out += std::string("| ") + refused.words + " (`" + refused.kind + "`) | " + cell(refused.instead) + " |\n";
  return out;
}

}  // namespace

Status subsetKernels(const KernelsOptions &, const Context &) {
  std::string out = kIntro + typesText() + "## A module\n\n" + linesTable(kModule) + "## Statements\n\n" +
                    linesTable(kStatements) + "## Expressions\n\n" + linesTable(kExpressions) + builtinsText() +
                    refusedText();
  printText(out);
  return {};
}

}  // namespace mlir_rl
