"""One file for each way of running a program. Each has

    prepare(job) -> Prepared

and imports its library inside, so that a missing one is an ImportError of that call only. `job` is a Job below."""

from dataclasses import dataclass, field
from typing import Callable

import numpy as np

# name -> (module of this package, its Job.options)
RUNTIMES = {
    "ours": ("ours", {}),
    "pytorch": ("pytorch", {"variant": "eager"}),
    "pytorch-out": ("pytorch", {"variant": "out"}),
    "torch-compile": ("pytorch", {"variant": "compile"}),
    "onnxruntime": ("onnx_runtime", {}),
    "openvino": ("open_vino", {}),
    "iree": ("iree_runtime", {}),
}

TITLES = {
    "ours": "mlir-rl",
    "pytorch": "PyTorch eager",
    "pytorch-out": "PyTorch, out=",
    "torch-compile": "torch.compile",
    "onnxruntime": "onnxruntime",
    "openvino": "OpenVINO",
    "iree": "IREE",
}


class NotOffered(Exception):
    """This runtime has no such form of the program (PyTorch has no out= for it). Not a failure."""


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
    options: dict = field(default_factory=dict)


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
