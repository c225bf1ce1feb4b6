"""Reads from a .mlir file what its caller must know: the entry's signature, and the weights inside. No MLIR needed."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

DTYPES = {"f32": np.float32, "f64": np.float64, "i1": np.bool_, "i8": np.int8, "i32": np.int32, "i64": np.int64}


@dataclass(frozen=True)
class TensorType:
    shape: tuple
    dtype: type


@dataclass(frozen=True)
class Signature:
    inputs: list  # TensorType
    outputs: list  # TensorType


def _types(text):
    """Every `tensor<2x3xf32>` in the text."""
    for body in re.findall(r"tensor<([^>]*)>", text):
        *extents, dtype = body.split("x")
        if dtype not in DTYPES or not all(extent.isdigit() for extent in extents):
            raise ValueError(f"tensor<{body}>: only static shapes of {', '.join(DTYPES)} can be compared")
        yield TensorType(tuple(int(extent) for extent in extents), DTYPES[dtype])


def read_signature(path, entry="main"):
    """The types of the arguments and results of func.func @entry."""
    for line in Path(path).read_text().splitlines():
        found = re.search(rf"func\.func @{entry}\((.*?)\) -> (.*) \{{", line)
        if found:
            return Signature(list(_types(found.group(1))), list(_types(found.group(2))))
    raise ValueError(f"{path}: no func.func @{entry} that returns tensors")


def read_resources(path):
    """The weights, by name: {"torch_tensor_64_torch.float32_1": array of one dimension, float32}."""
    resources = {}
    for line in Path(path).read_text().splitlines():
        line = line.strip().rstrip(",")
        if not line.endswith('"') or ': "0x' not in line:
            continue
        name, text = line[:-1].split(': "0x')
        resources[name] = np.frombuffer(bytes.fromhex(text)[4:], np.float32)  # four bytes of alignment first
    return resources


def read_constants(path):
    """The weights in their shapes, by name: {"weight0": array of 64x3x7x7}, of a file that `mlir-rl generate` wrote."""
    resources = read_resources(path)
    code = Path(path).read_text().split("{-#")[0]
    return {
        name: resources[name].reshape(next(_types(kind)).shape)
        for name, kind in re.findall(r"dense_resource<(\w+)> : (tensor<[^>]*>)", code)
    }


class Weights:
    """Hands out the weights of a file that torch-mlir wrote, shape by shape, in the order in which the network
    uses them: torch-mlir numbers equal shapes in that order, `torch_tensor_64_torch.float32`, `..._1`, `..._2`."""

    def __init__(self, path):
        self.path = path
        self.left = {}
        for name, values in read_resources(path).items():
            shape, number = re.fullmatch(r"torch_tensor_([\d_]+)_torch\.float32(?:_(\d+))?", name).groups()
            shape = tuple(int(extent) for extent in shape.split("_"))
            self.left.setdefault(shape, {})[int(number or 0)] = values.reshape(shape)

    def take(self, shape):
        """The next unused weight of this shape."""
        group = self.left.get(tuple(shape))
        if not group:
            raise ValueError(f"{self.path}: no weight of shape {tuple(shape)} is left")
        return group.pop(min(group))

    def finish(self):
        """Every weight must have been taken: one left over means that the network here is another one."""
        unused = [shape for shape, group in self.left.items() if group]
        if unused:
            raise ValueError(f"{self.path}: weights of shapes {unused} were not used")
