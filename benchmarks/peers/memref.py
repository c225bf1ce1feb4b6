"""Arrays and memref descriptors for code that mlir-rl compiled."""

import ctypes
import re
from pathlib import Path

import numpy as np


def aligned(shape, dtype, alignment=64):
    """An array of zeros whose first element is aligned to `alignment` bytes."""
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    memory = np.zeros(size + alignment, np.uint8)
    start = -memory.ctypes.data % alignment
    return memory[start : start + size].view(dtype).reshape(shape)


def aligned_copy(array):
    copy = aligned(array.shape, array.dtype)
    copy[...] = array
    return copy


def descriptor(array):
    """MLIR's {allocated, aligned, offset, sizes[rank], strides[rank]}, strides in elements."""
    fields = [array.ctypes.data, array.ctypes.data, 0]
    fields += [*array.shape, *(stride // array.itemsize for stride in array.strides)]
    return (ctypes.c_int64 * len(fields))(*fields)


def workspace_bytes(header):
    """Bytes of workspace, from the C header beside the library."""
    found = re.search(r"#define \w+_WORKSPACE_BYTES (\d+)", Path(header).read_text())
    if not found:
        raise ValueError(f"{header}: no ..._WORKSPACE_BYTES")
    return int(found.group(1))


class Library:
    """A shared library in mlir-rl's calling convention, bound to its arguments: call() runs it once.

    inputs, outputs: lists of dense arrays, kept alive here; outputs are written in place."""

    def __init__(self, path, inputs, outputs, workspace=0, entry="main"):
        self.arrays = [*inputs, *outputs]
        if workspace:
            self.arrays.append(aligned((workspace,), np.uint8))
        self.descriptors = [descriptor(array) for array in self.arrays]
        self.function = getattr(ctypes.CDLL(str(Path(path).resolve())), f"_mlir_ciface_{entry}")
        self.function.restype = None
        self.arguments = [ctypes.c_void_p(ctypes.addressof(d)) for d in self.descriptors]

    def call(self):
        self.function(*self.arguments)
