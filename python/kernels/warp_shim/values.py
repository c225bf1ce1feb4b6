"""Structs, views of arrays, and what all values have in common. A value may be a part of another: what changes it through
an attribute or through `place` changes the whole. `copy` makes a value of its own."""

import functools

import numpy as np

from .compounds import Compound, CompoundType, checked
from .scalars import BY_DTYPE, INT32


class StructType:
    """Calling it makes a value of nothing (zeros) or of all fields."""

    def __init__(self, name, fields):
        self.name, self.fields = name, fields  # a type for each name, in order
        flat = [(name, type.dtype) for name, type in fields.items() if not holds_arrays(type)]
        self.dtype = np.dtype(flat, align=True)  # as C lays out a struct

    def __call__(self, *values):
        made = Struct(self, np.zeros((), self.dtype), {})
        for name, value in zip(self.fields, values):
            setattr(made, name, value)
        return made


class Struct:
    """Fields are attributes; those of array type, and structs that hold such, stand beside the data."""

    __slots__ = ("shim_type", "shim_data", "shim_arrays")

    def __init__(self, type, data, arrays):
        object.__setattr__(self, "shim_type", type)
        object.__setattr__(self, "shim_data", data)
        object.__setattr__(self, "shim_arrays", arrays)

    def __getattr__(self, name):
        if name in self.shim_arrays:
            return self.shim_arrays[name]
        return of_data(self.shim_type.fields[name], self.shim_data[name])

    def __setattr__(self, name, value):
        if holds_arrays(self.shim_type.fields[name]):
            self.shim_arrays[name] = copy(value)
        else:
            self.shim_data[name] = plain(value)


class ArrayType:
    def __init__(self, element, dims):
        self.element, self.dims = element, dims


def holds_arrays(type):
    return isinstance(type, ArrayType) or isinstance(type, StructType) and any(map(holds_arrays, type.fields.values()))


@functools.lru_cache(maxsize=None)
def array(element, dims):
    return ArrayType(element, dims)


class Array:
    """A view: `data` has the array's dimensions, and those of an element's components after them."""

    __slots__ = ("type", "data")

    def __init__(self, type, data):
        self.type, self.data = type, data

    @property
    def shape(self):
        return tuple(INT32(extent) for extent in self.data.shape[: self.type.dims])

    def __getitem__(self, index):
        return copy(self.place(index))

    def place(self, index):
        index = checked(index, self.data.shape)
        left = self.type.dims - len(index)
        if left:
            return Array(array(self.type.element, left), self.data[index])
        return of_data(self.type.element, self.data[index + (Ellipsis,)])

    def __setitem__(self, index, value):
        self.data[checked(index, self.data.shape)] = plain(value)

    def update(self, index, change, value):
        """An atomic operation; gives the element from before."""
        old = self[index]
        self[index] = change(old, value)
        return old


def of_data(type, data):
    """The value of that type that an array of NumPy holds; parts share its memory."""
    if isinstance(type, CompoundType):
        return Compound(type, data)
    return Struct(type, data, {}) if isinstance(type, StructType) else data[()]


def plain(value):
    """What NumPy stores."""
    if isinstance(value, Struct):
        return value.shim_data
    return value.data if isinstance(value, Compound) else value


def copy(value):
    """The value as one of its own. Arrays are views, and stay that."""
    if isinstance(value, Compound):
        return value.copy()
    if isinstance(value, Struct):
        arrays = {name: copy(array) for name, array in value.shim_arrays.items()}
        return Struct(value.shim_type, value.shim_data.copy(), arrays)
    return tuple(map(copy, value)) if isinstance(value, tuple) else value


def type_of(value):
    if isinstance(value, (Compound, Array)):
        return value.type
    if isinstance(value, Struct):
        return value.shim_type
    return BY_DTYPE[np.result_type(value)]  # `not` gives a bool of Python's
