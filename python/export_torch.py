#!/usr/bin/env python3
"""Writes a PyTorch module as linalg on tensors, which `mlir-rl optimize` reads.

    make peers        (once: installs torch and torch-mlir into .venv-peers)
    .venv-peers/bin/python python/export_torch.py model.py:Net -o net.mlir --shape 1x3x224x224
    .venv-peers/bin/python python/export_torch.py mlp -o mlp.mlir
    build/mlir-rl optimize net.mlir

MODEL is FILE.py:NAME or PACKAGE.MODULE:NAME. NAME is a torch.nn.Module, or something that returns one when called
without arguments: a class, a function. Or MODEL is a built-in example: mlp, cnn. One --shape for each argument
of forward(), in order: extents joined by x, float32 unless a type follows, as in 1x128xi64. Shapes are static. The
module is put into evaluation mode; its weights are written into the file. The entry function is called main.

From Python: `export(module, example_inputs, "net.mlir")`.

Exit code: 0 written; 1 torch-mlir or torch could not export the module (it says why); 2 wrong usage; 3 torch or
torch-mlir is missing."""

import argparse
import importlib
import importlib.util
import re
import sys
from pathlib import Path

DTYPES = {"f32": "float32", "f64": "float64", "i1": "bool", "i8": "int8", "i32": "int32", "i64": "int64"}
EXAMPLES = {"mlp": ["32x64"], "cnn": ["1x3x32x32"]}  # name -> shapes of its inputs


class UsageError(Exception):
    """What was asked for does not exist or makes no sense; the message says what."""


def export(module, example_inputs, path, onnx=None, entry="main"):
    """Writes `module` to `path` as linalg on tensors, weights inside.

    module: torch.nn.Module; put into evaluation mode. example_inputs: a tensor or a tuple of tensors, which fix the
    shapes and types of the arguments. onnx: where to write the same module as ONNX (opset 18), if given.
    entry: name of the function. Nothing is left half written. Raises what torch and torch-mlir raise."""
    from torch_mlir import fx

    module = module.eval()
    inputs = tuple(example_inputs) if isinstance(example_inputs, (tuple, list)) else (example_inputs,)
    exported = fx.export_and_import(module, *inputs, output_type="linalg-on-tensors", func_name=entry)
    text = exported.operation.get_asm(enable_debug_info=False)
    _write_whole(Path(path), lambda partial: partial.write_text(text))
    if onnx:
        _write_whole(Path(onnx), lambda partial: _write_onnx(module, inputs, partial))


def _write_onnx(module, inputs, path):
    import torch

    names = [f"arg{i}" for i in range(len(inputs))]
    options = {"opset_version": 18, "dynamo": True, "external_data": False, "verbose": False}
    torch.onnx.export(module, inputs, str(path), input_names=names, **options)


def _write_whole(path, write):
    partial = path.with_name(path.name + ".partial")
    try:
        write(partial)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _example(name):
    import torch
    from torch import nn

    torch.manual_seed(0)
    if name == "mlp":
        return nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10), nn.Softmax(-1))
    first = [nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*first, nn.Flatten(), nn.Linear(16 * 16 * 16, 10))


def _import(name):
    """The Python module that FILE.py or PACKAGE.MODULE names."""
    if not name.endswith(".py"):
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            raise UsageError(f"{name}: {error}") from error
    if not Path(name).is_file():
        raise UsageError(f"{name}: no such file")
    spec = importlib.util.spec_from_file_location(Path(name).stem, name)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(Path(name).resolve().parent))  # its own imports, as when it is run
    spec.loader.exec_module(module)
    return module


def find_module(model):
    """The torch.nn.Module that MODEL names. Raises UsageError."""
    from torch import nn

    if model in EXAMPLES:
        return _example(model)
    if ":" not in model:
        raise UsageError(f"{model}: want FILE.py:NAME, PACKAGE.MODULE:NAME or an example: {', '.join(EXAMPLES)}")
    where, name = model.rsplit(":", 1)
    found = getattr(_import(where), name, None)
    if found is None:
        raise UsageError(f"{where} has no {name}")
    if not isinstance(found, nn.Module) and callable(found):
        found = found()
    if not isinstance(found, nn.Module):
        raise UsageError(f"{model} is neither a torch.nn.Module nor something that returns one")
    return found


def parse_shape(text):
    """"1x128xi64" -> a tensor: normal random numbers, zeros for integers (any index is then valid)."""
    import torch

    found = re.fullmatch(rf"((?:\d+x)*\d+)(?:x({'|'.join(DTYPES)}))?", text)
    if not found or "0" in (extents := found.group(1).split("x")):
        raise UsageError(f"--shape {text}: want positive extents joined by x, then perhaps x{', x'.join(DTYPES)}")
    shape = [int(extent) for extent in extents]
    dtype = getattr(torch, DTYPES[found.group(2) or "f32"])
    return torch.randn(shape, dtype=dtype) if dtype.is_floating_point else torch.zeros(shape, dtype=dtype)


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", metavar="MODEL", help="FILE.py:NAME, PACKAGE.MODULE:NAME, mlp or cnn")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.mlir")
    parser.add_argument("--shape", action="append", default=[], metavar="1x3x224x224", help="once for each argument")
    parser.add_argument("--onnx", metavar="FILE.onnx", help="write the same module as ONNX too")
    parser.add_argument("--entry", default="main", help="name of the function (default main)")
    return parser.parse_args()


def _run(arguments):
    shapes = arguments.shape or EXAMPLES.get(arguments.model)
    if not shapes:
        raise UsageError("--shape is needed, once for each argument of forward()")
    inputs = tuple(parse_shape(shape) for shape in shapes)
    export(find_module(arguments.model), inputs, arguments.output, arguments.onnx, arguments.entry)


def main():
    arguments = _arguments()
    try:
        import torch  # noqa: F401
        import torch_mlir.fx  # noqa: F401
    except ImportError as error:
        print(f"export_torch: {error}; run `make peers` and use .venv-peers/bin/python", file=sys.stderr)
        return 3
    try:
        _run(arguments)
    except UsageError as error:
        print(f"export_torch: {error}", file=sys.stderr)
        return 2
    except Exception as error:  # torch's and torch-mlir's own errors are many; what they say is what helps
        print(f"export_torch: {arguments.model} cannot be exported: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
