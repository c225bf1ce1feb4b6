"""Scalar types, casts, and the operators whose meaning is not NumPy's."""

import ctypes
import math
import operator

import numpy as np

from .faults import CAST, DIVISION, LOWEST, SHIFT, Fault

np.seterr(all="ignore")  # integers wrap around, floats become infinite or NaN


class Scalar:
    """A scalar type. Calling it casts; Python's own numbers are those of literals."""

    def __init__(self, name, suffix):
        self.name, self.suffix = name, suffix  # the suffix of names of vectors: vec3d
        self.dtype = np.dtype(name)
        self.make = self.dtype.type
        self.is_float = self.dtype.kind == "f"
        self.is_integer = self.dtype.kind in "iu"
        if self.is_integer:
            self.low, self.high = int(np.iinfo(self.dtype).min), int(np.iinfo(self.dtype).max)

    def __call__(self, value):
        if self.is_float:
            return self.rounded(value)
        if not self.is_integer:
            return np.bool_(value != 0)
        return self.truncated(value) if isinstance(value, (float, np.floating)) else self.wrapped(int(value))

    def rounded(self, value):
        if isinstance(value, np.generic):
            return value.astype(self.dtype)
        # A literal of 16 bits is first one of 32.
        return self.make(np.float32(value)) if self.name == "float16" else self.make(float(value))

    def truncated(self, value):
        if not math.isfinite(value) or not self.low <= math.trunc(float(value)) <= self.high:
            raise Fault(CAST)
        return self.make(math.trunc(float(value)))

    def wrapped(self, value):
        return self.make((value - self.low) % (self.high - self.low + 1) + self.low)


SCALARS = {
    name: Scalar(name, suffix)
    for name, suffix in (
        ("bool", "bool"), ("int8", "b"), ("int16", "s"), ("int32", "i"), ("int64", "l"),
        ("uint8", "ub"), ("uint16", "us"), ("uint32", "ui"), ("uint64", "ul"),
        ("float16", "h"), ("float32", ""), ("float64", "d"),
    )
}  # fmt: skip
BY_DTYPE = {scalar.dtype: scalar for scalar in SCALARS.values()}
INT32, UINT32, FLOAT32 = SCALARS["int32"], SCALARS["uint32"], SCALARS["float32"]


def typed(number):
    """What a literal or constant is without a cast."""
    if isinstance(number, np.generic):
        return number
    if isinstance(number, bool):
        return np.bool_(number)
    return INT32(number) if isinstance(number, int) else FLOAT32(number)


_library = ctypes.CDLL("libm.so.6")


def _bind(name, count, ctype):
    function = getattr(_library, name)
    function.argtypes, function.restype = [ctype] * count, ctype
    return function


def library_function(name, count=1):
    """The C library's function of floats: the f64 one, or the f32 one, whose result f16 rounds."""
    wide, single = _bind(name, count, ctypes.c_double), _bind(name + "f", count, ctypes.c_float)

    def call(*operands):
        make = type(operands[0])
        function = wide if make is np.float64 else single
        return make(function(*map(float, operands)))

    return call


floor, power, remainder = library_function("floor"), library_function("pow", 2), library_function("fmod", 2)


def is_integer(value):
    return isinstance(value, np.integer)


def _check_division(a, b):
    if b == 0:
        raise Fault(DIVISION)
    if b == -1 and a == BY_DTYPE[a.dtype].low:
        raise Fault(LOWEST)


def quotient(a, b):
    if not is_integer(a):
        return a / b
    _check_division(a, b)
    a_int, b_int = int(a), int(b)
    size = abs(a_int) // abs(b_int)
    return type(a)(size if (a_int < 0) == (b_int < 0) else -size)


def floor_quotient(a, b):
    if not is_integer(a):
        return floor(a / b)
    _check_division(a, b)
    return type(a)(int(a) // int(b))


def modulo(a, b):
    if not is_integer(a):
        return remainder(a, b)
    _check_division(a, b)
    size = abs(int(a)) % abs(int(b))
    return type(a)(-size if a < 0 else size)


def _check_shift(b):
    if not 0 <= int(b) < 8 * b.dtype.itemsize:
        raise Fault(SHIFT)


def shift_up(a, b):
    _check_shift(b)
    return np.left_shift(a, b)


def shift_down(a, b):
    _check_shift(b)
    return np.right_shift(a, b)


def minimum(a, b):
    return b if b < a or a != a else a


def maximum(a, b):
    return b if b > a or a != a else a


def total(terms):
    """Their sum, from the first on."""
    terms = iter(terms)
    result = next(terms)
    for term in terms:
        result = result + term
    return result


def dot(a, b):
    return total(map(operator.mul, a, b))
