#include "mlir_rl/kernel_text/names.h"

#include <algorithm>
#include <sstream>

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::text {

namespace {

using Words = std::set<std::string>;

/// Keywords of C++20, the words of our own text, macros of standard headers, and what CUDA declares by itself.
constexpr const char *kReserved = R"(
alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl
concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do
double dynamic_cast else enum explicit export extern false final float for friend goto if import inline int long
module mutable namespace new noexcept not not_eq nullptr operator or or_eq override private protected public register
reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template this
thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor
xor_eq half std int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t array1d array2d array3d array4d add
sub mul neg floor_div row_of set_row all_finite any_inf any_nan alloca assert errno offsetof stderr stdin stdout
BIG_ENDIAN BUFSIZ BYTE_ORDER CHAR_BIT EOF HUGE_VAL INFINITY INT_MAX INT_MIN LITTLE_ENDIAN LONG_MAX LONG_MIN MAXFLOAT
M_1_PI M_2_PI M_E M_LN10 M_LN2 M_LOG10E M_LOG2E M_PI M_PI_2 M_PI_4 M_SQRT1_2 M_SQRT2 NAN NULL PATH_MAX RAND_MAX
SIZE_MAX UINT_MAX threadIdx blockIdx blockDim gridDim warpSize main
)";

/// Plain words that standard headers, CUDA or our helpers declare as functions and types at the outermost level. All
/// names of builtins count too.
constexpr const char *kLibrary = R"(
abort abs access acct acos acosh alarm asin asinh atan atan2 atanh brk cbrt ceil chroot clock clone close copysign cos
cosh crypt ctime daemon dim3 div double2 double3 double4 drand48 drand48_data draw drem dup erf erfc execv exit exp
exp10 exp2 expm1 fabs fdim finite float2 float3 float4 floor fma fmax fmin fmod fork free frexp gamma hypot ilogb
index initstate int2 int3 int4 itimerspec j0 j1 jn labs lconv ldexp lgamma link llabs lock lockf log log10 log1p log2
logb lrint lround malloc max min minor_of mktime modf nan nearbyint nextafter nice norm obstack pause pcg pipe pow
printf profil pselect putc puts raise rand random random_data read remainder remove rename revoke rewind rindex rint
rmdir round roundeven rsqrt scalb sched_param select setstate sigevent signal significand sin sincos sinh sleep sqrt
srand swab symlink sync syscall system tan tanh tgamma time timer_t timespec timeval timex tm trunc truncate uint
uint2 uint3 uint4 ulong unlink ushort wait write y0 y1 yn
)";

Words wordsOf(const char *text) {
  std::istringstream in(text);
  Words words;
  for (std::string word; in >> word;) words.insert(word);
  return words;
}

/// vec3, mat33d: how the text names vectors and matrices. A word with an underscore behind it is none.
bool isTypeWord(const std::string &word) {
  if (word.size() <= 3 || !(word.starts_with("vec") || word.starts_with("mat"))) return false;
  auto isPlain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  return word[3] >= '0' && word[3] <= '9' && std::all_of(word.begin(), word.end(), isPlain);
}

bool isReserved(const std::string &word) {
  static const Words words = wordsOf(kReserved);
  for (const std::string prefix : {"splat_", "identity_"})
    if (word.starts_with(prefix) && isTypeWord(word.substr(prefix.size()))) return true;
  return words.contains(word) || isTypeWord(word);
}

/// Functions of C are in CUDA also there with an f behind their names.
bool isOfLibrary(const std::string &word) {
  static const Words words = [] {
    Words all = wordsOf(kLibrary);
    for (const BuiltinRow &row : builtins()) all.insert(row.name);
    return all;
  }();
  return words.contains(word) || (word.ends_with('f') && words.contains(word.substr(0, word.size() - 1)));
}

void noteRows(const std::vector<Stmt> &body, std::set<Builtin> &rows) {
  walkBody(body, [&](const Expr &expr) {
    if (expr.kind == ExprKind::builtin) rows.insert(expr.row);
  });
  for (const Stmt &stmt : body) {
    if (stmt.kind == StmtKind::update) rows.insert(stmt.row);
    noteRows(stmt.body, rows);
    noteRows(stmt.otherwise, rows);
  }
}

/// What expressions of a module call by name, which no variable may hide.
Words calledNames(const Module &module) {
  std::set<Builtin> rows;
  for (const auto *functions : {&module.functions, &module.kernels})
    for (const Function &function : *functions) noteRows(function.body, rows);
  Words names;
  for (Builtin written : rows) {
    Builtin row = operatorOf(written);
    std::string name = rowOf(row).name;
    if (row == Builtin::mod) name = "fmod";
    if (row == Builtin::floordiv) name = "floor";
    if (row == Builtin::powOf) name = "pow";
    if (row == Builtin::randInit) name = "pcg";
    if (row == Builtin::spatialDot) name = "dot";
    if (row == Builtin::normL2) name = "length";
    names.insert({name, name + "f"});
    if (row == Builtin::absOf) names.insert({"fabs", "fabsf"});
    if (row == Builtin::asinOf || row == Builtin::acosOf) names.insert("clamp");
  }
  return names;
}

struct ModuleNames {
  Words global, local;
};

void noteFunction(const Function &function, ModuleNames &names) {
  names.global.insert(function.name);
  for (const Variable &variable : function.variables) names.local.insert(variable.name);
}

ModuleNames namesOf(const Module &module) {
  ModuleNames names;
  for (const Constant &constant : module.constants) names.global.insert(constant.name);
  for (const Struct &structure : module.structs) {
    names.global.insert(structure.name);
    for (const Variable &field : structure.fields) names.local.insert(field.name);
  }
  for (const Function &function : module.functions) noteFunction(function, names);
  for (const Function &kernel : module.kernels) noteFunction(kernel, names);
  return names;
}

}  // namespace

Names::Names(const Module &module) {
  ModuleNames names = namesOf(module);
  Words called = calledNames(module);
  taken_ = called;
  taken_.insert(names.global.begin(), names.global.end());
  taken_.insert(names.local.begin(), names.local.end());
  for (const std::string &name : names.local)
    local_[name] = isReserved(name) || called.contains(name) ? renamed(name) : name;
  for (const std::string &name : names.global)
    global_[name] = isReserved(name) || isOfLibrary(name) ? renamed(name) : name;
}

std::string Names::renamed(const std::string &name) {
  std::string other = fresh(name);
  taken_.insert(other);
  return other;
}

std::string Names::fresh(std::string wanted) const {
  while (taken_.contains(wanted) || isReserved(wanted)) wanted += "_";
  return wanted;
}

}  // namespace mlir_rl::kernel::text
