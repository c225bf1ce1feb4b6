"""The machine's roofs in the program's own terms: as many multiply-adds as it needs, or its bytes read and written once.

What ours takes, over this, is its share of the roof; the kernels are in roof.c."""

import ctypes
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np

from peers.runtimes import NotOffered, Prepared, empty_outputs

COMPILER = "clang-22"
FLAGS = ["-O3", "-march=native", "-ffp-contract=fast", "-fno-math-errno", "-shared", "-fPIC"]


class Array(ctypes.Structure):
    _fields_ = [("start", ctypes.c_void_p), ("bytes", ctypes.c_long)]


def load():
    if not shutil.which(COMPILER):
        raise ImportError(f"{COMPILER} is not on the PATH")


def _library(folder):
    target = Path(folder) / "roof.so"
    source = Path(__file__).with_name("roof.c")
    subprocess.run([COMPILER, *FLAGS, source, "-o", target], check=True, capture_output=True)
    return ctypes.CDLL(str(target))


def _multiply_adds(job, library):
    if any(kind.dtype != np.float32 for kind in job.output_types):
        raise NotOffered("the kernel multiplies float32")
    if not job.flops:
        raise NotOffered("it has no floating point operations")
    function, count = library.multiply_adds, ctypes.c_long(int(job.flops / 2))
    return Prepared(lambda: function(count), lambda: [], "", [library])


def _stream(job, library):
    outputs = empty_outputs(job.output_types)
    arrays = [*job.inputs, *outputs]
    table = (Array * len(arrays))(*(Array(array.ctypes.data, array.nbytes) for array in arrays))
    function = library.stream

    def run(past):
        function(table, ctypes.c_long(len(job.inputs)), ctypes.c_long(len(outputs)), ctypes.c_long(past))

    # Stores past the caches pay where no cache holds what is touched; the better of the two is the roof.
    past = _seconds(run, 1) < _seconds(run, 0)
    return Prepared(lambda: run(past), lambda: [], "", [library, table, arrays])


def _seconds(run, past, calls=7):
    """Of the fastest of some calls."""
    times = []
    for _ in range(calls):
        start = time.perf_counter()
        run(past)
        times.append(time.perf_counter() - start)
    return min(times)


def prepare(job):
    if job.threads > 1:
        raise NotOffered("the roofs are those of one core")
    library = _library(job.folder)
    return {"multiply-adds": _multiply_adds, "stream": _stream}[job.variant](job, library)
