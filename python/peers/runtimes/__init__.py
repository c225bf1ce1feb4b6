"""One file for each way of running a program. Each has

    load()                           imports what it needs: a missing library is an ImportError here
    prepare(job) -> Prepared

`job` is a Job below. The rows of `mlir_rl/peers/peer.cc` say which peers there are."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

from peers.service import NotOffered

__all__ = ["Job", "NotOffered", "Prepared", "empty_outputs"]


@dataclass
class Job:
    """One program for one runtime. Paths are absolute; those that a runtime does not need may be empty."""

    name: str
    mlir: str
    inputs: list  # dense arrays, aligned to 64 bytes; the runtime may read them in place and never writes them
    output_types: list  # mlir_text.TensorType
    onnx: str = ""
    library: str = ""
    header: str = ""
    folder: str = ""  # for files made on the way
    variant: str = ""
    threads: int = 1
    flops: float = 0  # of one call, nominal; for roofs


@dataclass
class Prepared:
    """call() runs the program once and has finished when it returns; outputs() gives arrays of the last call."""

    call: Callable
    outputs: Callable
    version: str
    keep: list = field(default_factory=list)  # what must stay alive


def empty_outputs(types):
    """Aligned arrays for the outputs, full of NaN where that exists: an output never written is seen."""
    from peers.memref import aligned

    arrays = [aligned(kind.shape, kind.dtype) for kind in types]
    for array in arrays:
        if np.issubdtype(array.dtype, np.floating):
            array[...] = np.nan
    return arrays
