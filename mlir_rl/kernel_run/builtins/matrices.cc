// What functions of matrices compute. Sums start with their first term.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

template <class T>
T part(const Inst *inst, Run &run, Slot i) {
  return get<T>(run, inst->in[0] + i * Slot(sizeof(T)));
}
template <class T>
void give(const Inst *inst, Run &run, Slot i, T value) {
  put(run, inst->to + i * Slot(sizeof(T)), value);
}

/// Of a matrix of `rows` rows of `columns` components.
template <class T>
const Inst *turn(const Inst *inst, Run &run, Slot rows, Slot columns) {
  for (Slot r = 0; r < rows; ++r)
    for (Slot c = 0; c < columns; ++c) give(inst, run, c * rows + r, part<T>(inst, run, r * columns + c));
  return inst + 1;
}
template <class T>
const Inst *transposeOf(const Inst *inst, Run &run) {
  return turn<T>(inst, run, inst->rows, inst->columns);
}
/// The operands, one after the other, are the rows of the transposed result.
template <class T>
const Inst *fromColumns(const Inst *inst, Run &run) {
  return turn<T>(inst, run, inst->count / inst->rows, inst->rows);
}
const Inst *fromRows(const Inst *inst, Run &run) {
  std::memcpy(run.frame + inst->to, run.frame + inst->in[0], size_t(inst->extra));
  return inst + 1;
}

template <class T>
const Inst *traceOf(const Inst *inst, Run &run) {
  T sum = part<T>(inst, run, 0);
  for (Slot i = 1; i < inst->rows; ++i) sum = plus(sum, part<T>(inst, run, i * (inst->rows + 1)));
  put(run, inst->to, sum);
  return inst + 1;
}

template <class T>
const Inst *diagOf(const Inst *inst, Run &run) {
  for (Slot i = 0; i < inst->count; ++i)
    give(inst, run, i, i % (inst->rows + 1) ? T{} : part<T>(inst, run, i / inst->rows));
  return inst + 1;
}
template <class T>
const Inst *getDiagOf(const Inst *inst, Run &run) {
  for (Slot i = 0; i < inst->rows; ++i) give(inst, run, i, part<T>(inst, run, i * (inst->rows + 1)));
  return inst + 1;
}
template <class T>
const Inst *identityOf(const Inst *inst, Run &run) {
  for (Slot i = 0; i < inst->count; ++i) give(inst, run, i, narrow<T>(i % (inst->rows + 1) ? 0.0F : 1.0F));
  return inst + 1;
}

/// A square matrix of 2 to 4 rows, or what is left of one without a row and a column.
template <class T>
struct Square {
  int rows = 0;
  T m[4][4] = {};
};

template <class T>
Square<T> squareAt(const Inst *inst, Run &run) {
  Square<T> square{inst->rows, {}};
  for (int i = 0; i < square.rows * square.rows; ++i)
    square.m[i / square.rows][i % square.rows] = part<T>(inst, run, Slot(i));
  return square;
}

/// Without one row and one column.
template <class T>
Square<T> without(const Square<T> &a, int row, int column) {
  Square<T> rest{a.rows - 1, {}};
  for (int r = 0; r < rest.rows; ++r)
    for (int c = 0; c < rest.rows; ++c) rest.m[r][c] = a.m[r + (r >= row)][c + (c >= column)];
  return rest;
}

template <class T>
T determinantOf(const Square<T> &a);

/// Of 3 rows: dot(row 0, cross(row 1, row 2)).
template <class T>
T determinant3(const Square<T> &a) {
  T sum = {};
  for (int i = 0; i < 3; ++i) {
    int j = (i + 1) % 3, k = (i + 2) % 3;
    T term = times(a.m[0][i], minus(times(a.m[1][j], a.m[2][k]), times(a.m[1][k], a.m[2][j])));
    sum = i ? plus(sum, term) : term;
  }
  return sum;
}

/// Of 4 rows: m00 * D0 - m01 * D1 + m02 * D2 - m03 * D3, from left to right; Dj is the determinant without row 0 and
/// column j.
template <class T>
T determinant4(const Square<T> &a) {
  T sum = {};
  for (int j = 0; j < 4; ++j) {
    T term = times(a.m[0][j], determinantOf(without(a, 0, j)));
    sum = j == 0 ? term : j % 2 ? minus(sum, term) : plus(sum, term);
  }
  return sum;
}

template <class T>
T determinantOf(const Square<T> &a) {
  if (a.rows == 1) return a.m[0][0];
  if (a.rows == 2) return minus(times(a.m[0][0], a.m[1][1]), times(a.m[1][0], a.m[0][1]));
  return a.rows == 3 ? determinant3(a) : determinant4(a);
}

template <class T>
const Inst *determinantAt(const Inst *inst, Run &run) {
  put(run, inst->to, determinantOf(squareAt<T>(inst, run)));
  return inst + 1;
}

/// Component (r, c): the determinant without row c and column r, negated where r + c is odd, divided by the matrix's.
template <class T>
const Inst *inverseOf(const Inst *inst, Run &run) {
  Square<T> a = squareAt<T>(inst, run);
  T determinant = determinantOf(a);
  for (int r = 0; r < a.rows; ++r)
    for (int c = 0; c < a.rows; ++c) {
      T cofactor = determinantOf(without(a, c, r));
      if ((r + c) % 2) cofactor = negated(cofactor);
      give(inst, run, Slot(r * a.rows + c), wide(determinant) == 0 ? T{} : quotientOf(cofactor, determinant));
    }
  return inst + 1;
}

}  // namespace

namespace meaning {

#define BY_SCALAR(id, choose, ...)                                                          \
  Handler id(const Signature &s) {                                                          \
    return choose(s.result.scalar, []<class T>(Tag<T>) -> Handler { return __VA_ARGS__; }); \
  }

BY_SCALAR(transpose, forScalar, transposeOf<T>)
BY_SCALAR(trace, forNumber, traceOf<T>)
BY_SCALAR(diag, forNumber, diagOf<T>)
BY_SCALAR(getDiag, forScalar, getDiagOf<T>)
BY_SCALAR(matrixFromCols, forNumber, fromColumns<T>)

#undef BY_SCALAR

Handler matrixFromRows(const Signature &) { return fromRows; }

Handler identity(const Signature &s) {
  return forNumber(s.result.scalar, []<class T>(Tag<T>) -> Handler { return identityOf<T>; });
}

Handler inverse(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return inverseOf<T>; });
}
Handler determinant(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return determinantAt<T>; });
}

}  // namespace meaning

}  // namespace mlir_rl::kernel
