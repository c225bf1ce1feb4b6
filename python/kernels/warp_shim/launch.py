"""Runs a kernel of a source on bytes."""

import functools
import itertools
import math

import numpy as np

from . import values
from .faults import ASSERTION, NO_VALUE, Fault
from .names import WARP
from .scalars import INT32
from .source import Source

RULES = {UnboundLocalError: NO_VALUE, AssertionError: ASSERTION}  # that Python's own errors stand for
_source = functools.lru_cache(maxsize=16)(Source)  # a source is run on several inputs


class Buffers:
    """Bytes for parameters, in their order. A struct that holds arrays has a buffer for each of its fields."""

    def __init__(self, given):
        self.given = iter(given)
        self.held = []  # all of them as arrays of NumPy

    def take(self, dtype, dims):
        given = next(self.given)
        shape, content = tuple(given["shape"]), bytearray.fromhex(given["bytes"])
        if len(shape) != dims or len(content) != dtype.itemsize * math.prod(shape):
            raise TypeError(f"a buffer of {len(content)} bytes, shape {list(shape)}, for {dims} dimensions of {dtype}")
        data = np.frombuffer(content, dtype.base).reshape(shape + dtype.shape)
        self.held.append(data)
        return data

    def argument(self, type):
        if isinstance(type, values.ArrayType):
            return values.Array(type, self.take(type.element.dtype, type.dims))
        if values.holds_arrays(type):
            made = type()
            for name, field in type.fields.items():
                setattr(made, name, self.argument(field))
            return made
        return values.copy(values.of_data(type, self.take(type.dtype, 1)[0, ...]))


def _run_threads(kernel, dims, arguments):
    for index in itertools.product(*map(range, dims)):
        thread = tuple(map(INT32, index))
        WARP.tid = lambda: thread[0] if len(thread) == 1 else thread
        kernel.function(*map(values.copy, arguments))


def _line(error):
    """Of the kernel's text, the innermost."""
    line, frame = 0, error.__traceback__
    while frame:
        line = frame.tb_lineno if frame.tb_frame.f_code.co_filename == "<kernel>" else line
        frame = frame.tb_next
    return line


def launch(source, kernel, dims, buffers):
    """{"buffers": what all of them hold afterwards} or {"fault": a rule in words, "line": of the source}."""
    found = _source(source).kernels[kernel]
    taken = Buffers(buffers)
    arguments = [taken.argument(type) for type in found.types]
    try:
        _run_threads(found, dims, arguments)
    except (Fault, *RULES) as error:
        return {"fault": RULES.get(type(error), str(error)), "line": _line(error)}
    return {"buffers": [data.tobytes().hex() for data in taken.held]}
