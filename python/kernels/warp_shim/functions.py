"""What kernels call on scalars, by the words of the table of builtins. FUNCTIONS has them by their names in Python."""

import functools
import math

import numpy as np

from .compounds import Compound, either
from .scalars import INT32, library_function, maximum, minimum

OF_ONE = ("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "log", "log2", "log10", "sqrt",
          "cbrt", "erf", "erfc", "round", "rint", "trunc", "floor", "ceil")  # fmt: skip
LIBRARY = {name: library_function(name) for name in OF_ONE}
LIBRARY.update({name: library_function(name, 2) for name in ("atan2", "copysign", "pow")})


def _scalars(x):
    return x.scalars() if isinstance(x, Compound) else [x]


def _each(function):
    """Of a scalar, or of each component."""

    def apply(x):
        return x.like(map(function, x.scalars())) if isinstance(x, Compound) else function(x)

    return apply


def _extreme(better):
    of_two = either(better)

    def apply(a, b=None):
        return functools.reduce(better, a.scalars()) if b is None else of_two(a, b)

    return apply


def clamp(x, low, high):
    return minimum(maximum(low, x), high)


def _of_unit_range(name):
    def apply(x):
        return LIBRARY[name](clamp(x, type(x)(-1), type(x)(1)))

    return apply


def _scaled(factor):
    """The factor has x's width, or f32's for f16."""

    def apply(x):
        wide = np.float64 if type(x) is np.float64 else np.float32
        return type(x)(wide(x) * wide(factor))

    return apply


def lerp(a, b, t):
    return either(lambda x, y: x * (type(t)(1) - t) + y * t)(a, b)


def smoothstep(a, b, x):
    number = type(x)
    t = clamp((x - a) / (b - a), number(0), number(1))
    return t * t * (number(3) - number(2) * t)


FUNCTIONS = {
    **LIBRARY,
    "asin": _of_unit_range("asin"),
    "acos": _of_unit_range("acos"),
    "min": _extreme(minimum),
    "max": _extreme(maximum),
    "clamp": clamp,
    "abs": _each(abs),
    "sign": _each(lambda x: type(x)(-1 if x < 0 else 1)),
    "step": lambda x: type(x)(1 if x < 0 else 0),
    "bit_count": lambda x: INT32(bin(int(x) % (1 << 8 * x.dtype.itemsize)).count("1")),
    "nonzero": lambda x: type(x)(0 if x == 0 else 1),
    "frac": lambda x: x - LIBRARY["trunc"](x),
    "degrees": _scaled(180 / math.pi),
    "radians": _scaled(math.pi / 180),
    "isfinite": lambda x: np.bool_(all(map(math.isfinite, _scalars(x)))),
    "isnan": lambda x: np.bool_(any(map(math.isnan, _scalars(x)))),
    "isinf": lambda x: np.bool_(any(map(math.isinf, _scalars(x)))),
    "lerp": lerp,
    "smoothstep": smoothstep,
    "where": lambda condition, a, b: a if condition else b,
}
