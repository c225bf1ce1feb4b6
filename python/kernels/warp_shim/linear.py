"""What kernels call on vectors and matrices, by the words of the table of builtins."""

import functools
import itertools
import operator

import numpy as np

from .compounds import by_components, divide, matrix, vector
from .functions import LIBRARY
from .scalars import UINT32, dot, total


def dot_of(a, b):
    return dot(a.scalars(), b.scalars())


def length(v):
    return LIBRARY["sqrt"](dot_of(v, v))


def normalize(v):
    size = length(v)
    return v.type() if size == 0 else v.like([x / size for x in v.scalars()])


def cross(a, b):
    (a0, a1, a2), (b0, b1, b2) = a.scalars(), b.scalars()
    return a.like([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0])


def outer(a, b):
    products = [x * y for x in a.scalars() for y in b.scalars()]
    return matrix(a.type.scalar, len(a.data), len(b.data))(*products)


def skew(v):
    x, y, z = v.scalars()
    zero = type(x)(0)
    return matrix(v.type.scalar, 3, 3)(zero, -z, y, z, zero, -x, -y, x, zero)


def norm_huber(v, delta=np.float32(1)):
    a = dot_of(v, v)
    half = np.float32(0.5)
    return half * a if a <= delta * delta else delta * (LIBRARY["sqrt"](a) - half * delta)


def norm_pseudo_huber(v, delta=np.float32(1)):
    return delta * LIBRARY["sqrt"](np.float32(1) + dot_of(v, v) / (delta * delta))


def smooth_normalize(v, *delta):
    size = norm_pseudo_huber(v, *delta)
    return v.like([x / size for x in v.scalars()])


def _index_of(better):
    def apply(v):
        x = v.scalars()
        numbers = [i for i in range(len(x)) if x[i] == x[i]]
        return UINT32(functools.reduce(lambda i, j: j if better(x[j], x[i]) else i, numbers) if numbers else 0)

    return apply


def matrix_of(scalar, data):
    return matrix(scalar, *data.shape)(*data.flat)


def _without(rows, row, column):
    return [[x for c, x in enumerate(line) if c != column] for r, line in enumerate(rows) if r != row]


def _determinant(m):
    """Of rows of scalars."""
    if len(m) == 1:
        return m[0][0]
    if len(m) == 2:
        return m[0][0] * m[1][1] - m[1][0] * m[0][1]
    if len(m) == 3:
        (a0, a1, a2), (b0, b1, b2) = m[1], m[2]
        return dot(m[0], [a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0])
    terms = [m[0][j] * _determinant(_without(m, 0, j)) for j in range(4)]
    return terms[0] - terms[1] + terms[2] - terms[3]


def inverse(m):
    rows = list(m.data)
    determinant = _determinant(rows)
    if determinant == 0:
        return m.type()
    cofactors = []
    for r, c in itertools.product(range(len(rows)), repeat=2):
        minor = _determinant(_without(rows, c, r))
        cofactors.append(-minor if (r + c) % 2 else minor)
    return m.like([x / determinant for x in cofactors])


FUNCTIONS = {
    "dot": dot_of,
    "ddot": dot_of,
    "cross": cross,
    "outer": outer,
    "skew": skew,
    "length": length,
    "length_sq": lambda v: dot_of(v, v),
    "normalize": normalize,
    "norm_l1": lambda v: total(map(abs, v.scalars())),
    "norm_l2": length,
    "norm_huber": norm_huber,
    "norm_pseudo_huber": norm_pseudo_huber,
    "smooth_normalize": smooth_normalize,
    "spatial_dot": dot_of,
    "argmin": _index_of(operator.lt),
    "argmax": _index_of(operator.gt),
    "cw_mul": functools.partial(by_components, operator.mul),
    "cw_div": divide,
    "transpose": lambda m: matrix_of(m.type.scalar, m.data.T),
    "determinant": lambda m: _determinant(list(m.data)),
    "inverse": inverse,
    "trace": lambda m: total(m.data.diagonal()),
    "diag": lambda v: matrix_of(v.type.scalar, np.diag(v.data)),
    "get_diag": lambda m: vector(m.type.scalar, len(m.data))(*m.data.diagonal()),
    "identity": lambda n, dtype: matrix_of(dtype, np.eye(int(n), dtype=dtype.dtype)),
    "matrix_from_rows": lambda *rows: matrix_of(rows[0].type.scalar, np.array([v.data for v in rows])),
    "matrix_from_cols": lambda *columns: matrix_of(columns[0].type.scalar, np.array([v.data for v in columns]).T),
}
