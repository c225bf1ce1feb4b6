#include "mlir_rl/kernel_warp/differences.h"

#include <algorithm>
#include <span>

#include "mlir_rl/kernel/effect.h"
#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel {

namespace {

using Operands = std::span<const Expr>;

bool always(Operands) { return true; }
bool matrices(Operands operands) { return operands[0].type.isMatrix() && operands[1].type.isMatrix(); }
bool fourRows(Operands operands) { return operands[0].type.rows == 4; }
bool narrowFloat(Operands operands) { return operands[0].type.scalar != Scalar::f64; }
bool ofF64(Operands operands) { return operands[0].type.is(Scalar::f64); }
bool neitherTwoNorThree(Operands operands) { return operands[0].type.rows != 2 && operands[0].type.rows != 3; }
bool floatScalar(Operands operands) { return operands[0].type.isScalar() && isFloat(operands[0].type.scalar); }
bool floatElements(Operands operands) { return isFloat(operands[0].type.scalar); }

struct RowDifference {
  Builtin row;
  bool (*applies)(Operands operands);
  const char *what;
};

constexpr RowDifference kRows[] = {
    {Builtin::neg, floatScalar, "negation of a scalar: 0.0 - x, so of 0.0 it is 0.0"},
    {Builtin::mul, matrices, "product of matrices: fused multiply-adds, from 0"},
    {Builtin::ddot, always, "ddot: fused multiply-adds, from 0"},
    {Builtin::determinant, fourRows, "determinant of 4 rows: another formula, partly in float64"},
    {Builtin::inverse, always, "inverse: times 1 / determinant; of 4 rows another formula; zeros for NaN"},
    {Builtin::degrees, narrowFloat, "degrees: the product is one of float64"},
    {Builtin::radians, narrowFloat, "radians: the product is one of float64"},
    {Builtin::dot, neitherTwoNorThree, "dot: sums start with 0.0, which loses -0.0"},
    {Builtin::spatialDot, always, "spatial_dot: sums start with 0.0, which loses -0.0"},
    {Builtin::length, neitherTwoNorThree, "length: sums start with 0.0, which loses -0.0"},
    {Builtin::lengthSq, neitherTwoNorThree, "length_sq: sums start with 0.0, which loses -0.0"},
    {Builtin::normalize, always, "normalize: zeros when the length is NaN"},
    {Builtin::castFloat16, ofF64, "float16 of a float64: rounded to float32 first"},
    {Builtin::atomicCas, floatElements, "atomic_cas on floats: compares values, not bits"},
};

constexpr const char *kSeveralTargets =
    "several targets: Warp copies no values, so a target is another name of the variable or element on the right";
constexpr const char *kLateReads =
    "order: variables and elements are read when an operation is done, after what its other operands change";

bool isPlace(const Expr &expr) {
  return expr.kind == ExprKind::variable || expr.kind == ExprKind::element || expr.kind == ExprKind::component ||
         expr.kind == ExprKind::field;
}

bool nameAgain(const Expr &expr) {
  return expr.kind == ExprKind::tuple && std::any_of(expr.operands.begin(), expr.operands.end(), isPlace);
}

bool hasElement(const Expr &place) {
  bool found = false;
  walkExpr(place, [&](const Expr &part) { found |= part.kind == ExprKind::element; });
  return found;
}

/// Whether evaluating `expr` may change what the place holds: the state that it draws from, or any array's element.
bool disturbs(const Expr &expr, const Expr &place, const Module &module) {
  if (!isPlace(place) || place.type.isArray()) return false;
  bool found = false, inMemory = hasElement(place);
  walkExpr(expr, [&](const Expr &part) {
    bool builtin = part.kind == ExprKind::builtin;
    if (builtin && rowOf(part.row).effect == BuiltinEffect::state)
      found |= place.kind == ExprKind::variable && place.id == part.operands[0].id;
    else if (inMemory && (builtin || part.kind == ExprKind::call))
      found |= builtin ? rowOf(part.row).effect == BuiltinEffect::memory : hasEffect(part, module);
  });
  return found;
}

/// Whether an operand stands right of one that is read in place, and changes it.
bool readsLate(const Expr &expr, const Module &module) {
  for (size_t late = 1; late < expr.operands.size(); ++late)
    for (size_t read = 0; read < late; ++read)
      if (disturbs(expr.operands[late], expr.operands[read], module)) return true;
  return false;
}

class Finder {
 public:
  explicit Finder(const Module &module) : module_(module) {}

  void look(const Function &function) {
    walkBody(function.body, [&](const Expr &expr) { look(expr); });
    lookAtUpdates(function.body);
  }
  std::vector<std::string> found;

 private:
  void add(const char *what) {
    if (std::find(found.begin(), found.end(), what) == found.end()) found.emplace_back(what);
  }
  void look(const Expr &expr) {
    if (nameAgain(expr)) add(kSeveralTargets);
    if (readsLate(expr, module_)) add(kLateReads);
    if (expr.kind != ExprKind::builtin) return;
    for (const RowDifference &row : kRows)
      if (row.row == operatorOf(expr.row) && row.applies(expr.operands)) add(row.what);
  }
  void lookAtUpdates(const std::vector<Stmt> &body) {
    for (const Stmt &stmt : body) {
      if (stmt.kind == StmtKind::update && disturbs(stmt.values[0], stmt.targets[0], module_)) add(kLateReads);
      lookAtUpdates(stmt.body);
      lookAtUpdates(stmt.otherwise);
    }
  }

  const Module &module_;
};

}  // namespace

std::vector<std::string> whereWarpDiffers(const Module &module) {
  Finder finder(module);
  for (const Function &function : module.functions) finder.look(function);
  for (const Function &kernel : module.kernels) finder.look(kernel);
  return finder.found;
}

}  // namespace mlir_rl::kernel
