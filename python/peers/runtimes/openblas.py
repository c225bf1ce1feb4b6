"""OpenBLAS as NumPy calls it, for programs that are one product of matrices or vectors."""

import re

from peers import torch_text
from peers.runtimes import NotOffered, Prepared, empty_outputs

PRODUCT = re.compile(r"\w+ = torch\.(mm|bmm|mv)\(arg0, arg1\)$")


def load():
    import numpy  # noqa: F401


def _is_product(job):
    body = torch_text.body_of(job.mlir)
    if body is not None:
        return len(body) == 1 and PRODUCT.match(body[0])
    return job.name.startswith("matmul_")


def prepare(job):
    import numpy as np

    if not _is_product(job):
        raise NotOffered("it is not one product of matrices")
    outputs = empty_outputs(job.output_types)
    x, y = job.inputs
    call = lambda: np.matmul(x, y, out=outputs[0])
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return Prepared(call, lambda: outputs, f"{blas['version']} (NumPy {np.__version__})", [])
