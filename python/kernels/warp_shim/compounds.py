"""Vectors and matrices."""

import functools
import itertools
import operator

import numpy as np

from .faults import INDEX, Fault
from .scalars import dot, floor_quotient, modulo, quotient


def checked(index, extents):
    """A tuple of Python's integers."""
    index = tuple(map(int, index)) if isinstance(index, tuple) else (int(index),)
    for i, extent in zip(index, extents):
        if not 0 <= i < extent:
            raise Fault(INDEX)
    return index


class Compound:
    """A vector or matrix: `type` and `data`, an array of NumPy of its shape."""

    __slots__ = ("type", "data")
    __array_ufunc__ = None  # so that NumPy's scalars leave operators to us

    def __init__(self, type, data):
        self.type, self.data = type, data

    def scalars(self):
        return list(self.data.flat)

    def like(self, scalars):
        return self.type(*scalars)

    def copy(self):
        return Compound(self.type, self.data.copy())

    def __getitem__(self, index):
        part = self.place(index)
        return part.copy() if isinstance(part, Compound) else part

    def place(self, index):
        """A component, or a row of a matrix that shares its memory."""
        part = self.data[checked(index, self.data.shape)]
        return Compound(vector(self.type.scalar, len(part)), part) if isinstance(part, np.ndarray) else part

    def __setitem__(self, index, value):
        self.data[checked(index, self.data.shape)] = value.data if isinstance(value, Compound) else value

    def update(self, index, change, value):
        self[index] = change(self[index], value)

    def __add__(self, other):
        return by_components(operator.add, self, other)

    def __sub__(self, other):
        return by_components(operator.sub, self, other)

    def __neg__(self):
        return self.like([-x for x in self.scalars()])

    def __pos__(self):
        return self.copy()

    def __mul__(self, other):
        return product(self, other)

    def __rmul__(self, other):
        return by_components(operator.mul, other, self)


def _named(number):
    def get(self):
        return self.data[number]

    def put(self, value):
        self.data[number] = value

    return property(get, put)


for _number, _name in enumerate("xyzw"):
    setattr(Compound, _name, _named(_number))


class CompoundType:
    """Calling it makes a value of no operands (zeros), one (in every component) or all."""

    def __init__(self, scalar, shape):
        self.scalar, self.shape = scalar, shape
        self.dtype = np.dtype((scalar.dtype, shape))

    def __call__(self, *scalars):
        data = np.zeros(self.shape, self.scalar.dtype)
        if scalars:
            data.flat = scalars
        return Compound(self, data)


@functools.lru_cache(maxsize=None)
def vector(scalar, length):
    return CompoundType(scalar, (length,))


@functools.lru_cache(maxsize=None)
def matrix(scalar, rows, columns):
    return CompoundType(scalar, (rows, columns))


def by_components(function, a, b):
    """Of two values of one type, or of a scalar and each component."""
    some = a if isinstance(a, Compound) else b
    left = a.scalars() if isinstance(a, Compound) else itertools.repeat(a)
    right = b.scalars() if isinstance(b, Compound) else itertools.repeat(b)
    return some.like(map(function, left, right))


def product(a, b):
    """Of a matrix or vector and something."""
    if not isinstance(b, Compound):
        return by_components(operator.mul, a, b)
    rows = a.data if a.data.ndim == 2 else a.data[np.newaxis]
    columns = b.data.T if b.data.ndim == 2 else b.data[np.newaxis]
    sums = [dot(row, column) for row in rows for column in columns]
    shape = a.data.shape[:-1] + b.data.shape[1:]
    made = matrix(a.type.scalar, *shape) if len(shape) == 2 else vector(a.type.scalar, *shape)
    return made(*sums)


def either(function):
    """A function of scalars, of vectors and matrices by their components."""

    def apply(a, b):
        compound = isinstance(a, Compound) or isinstance(b, Compound)
        return by_components(function, a, b) if compound else function(a, b)

    return apply


divide, divide_down, modulo_of = either(quotient), either(floor_quotient), either(modulo)
