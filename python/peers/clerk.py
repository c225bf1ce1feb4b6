"""What has to be done in Python and is no runtime's own: inputs, models, whether outputs agree.

    {"inputs": {"mlir", "seed", "path"}}        -> {}                 arrays arg0, arg1, ... in an .npz file
    {"onnx": {"mlir", "path"}}                  -> {}                 written unless it is there and newer
    {"error": {"outputs", "reference"}}         -> {"largest": 1e-6}  see agreement.py"""

import numpy as np

from peers import agreement, mlir_text

INFINITE = 1e300  # JSON has no infinity


def _inputs(mlir, seed, path):
    generator = np.random.default_rng(seed)
    types = mlir_text.read_signature(mlir).inputs
    np.savez(path, **{f"arg{i}": generator.standard_normal(t.shape).astype(t.dtype) for i, t in enumerate(types)})
    return {}


def _onnx(mlir, path):
    from peers import onnx_models

    onnx_models.write(mlir, path)
    return {}


def _error(outputs, reference):
    return {"largest": min(agreement.largest_error(outputs, reference), INFINITE)}


COMMANDS = {"inputs": _inputs, "onnx": _onnx, "error": _error}


def handle(message):
    ((command, arguments),) = message.items()
    return COMMANDS[command](**arguments)
