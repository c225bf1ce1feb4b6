"""Arrays and memref descriptors for code that mlir-rl compiled."""

import ctypes
import mmap
import re
from pathlib import Path

import numpy as np


HUGE_PAGE = 2 << 20


def aligned(shape, dtype, alignment=64):
    """An array of zeros whose first element is aligned to `alignment` bytes.

    From 2 MiB on it lies in huge pages where the system offers them: else the luck of the page tables decides over
    a tenth of the time of what streams through memory, another tenth for each runtime.
    """
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    if size >= HUGE_PAGE:
        alignment = HUGE_PAGE
        memory = np.frombuffer(_huge_pages(size + alignment), np.uint8)
    else:
        memory = np.zeros(size + alignment, np.uint8)
    start = -memory.ctypes.data % alignment
    return memory[start : start + size].view(dtype).reshape(shape)


def _huge_pages(size):
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_HUGEPAGE)
    return memory


def aligned_copy(array):
    copy = aligned(array.shape, array.dtype)
    copy[...] = array
    return copy


def descriptor(array):
    """MLIR's {allocated, aligned, offset, sizes[rank], strides[rank]}, strides in elements."""
    fields = [array.ctypes.data, array.ctypes.data, 0]
    fields += [*array.shape, *(stride // array.itemsize for stride in array.strides)]
    return (ctypes.c_int64 * len(fields))(*fields)


def workspace(header):
    """The workspace that a call needs, or None: its size and alignment stand in the C header beside the library."""
    text = Path(header).read_text()
    values = [re.search(rf"#define \w+_WORKSPACE_{name} (\d+)", text) for name in ("BYTES", "ALIGNMENT")]
    if None in values:
        raise ValueError(f"{header}: no ..._WORKSPACE_BYTES and ..._WORKSPACE_ALIGNMENT")
    size, alignment = (int(value.group(1)) for value in values)
    return aligned((size,), np.uint8, alignment) if size else None


class Library:
    """A shared library in mlir-rl's calling convention, bound to its arguments: call() runs it once.

    inputs, outputs: lists of dense arrays, kept alive here; outputs are written in place. space: the workspace."""

    def __init__(self, path, inputs, outputs, space=None, entry="main"):
        self.arrays = [*inputs, *outputs] + ([] if space is None else [space])
        self.descriptors = [descriptor(array) for array in self.arrays]
        self.function = getattr(ctypes.CDLL(str(Path(path).resolve())), f"_mlir_ciface_{entry}")
        self.function.restype = None
        self.arguments = [ctypes.c_void_p(ctypes.addressof(d)) for d in self.descriptors]

    def call(self):
        self.function(*self.arguments)
