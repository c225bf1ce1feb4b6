"""Writes programs as ONNX files, for onnxruntime and OpenVINO. Nothing is committed: they are made when needed."""

import warnings
from pathlib import Path


def _is_new(target, source):
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def write(mlir, path):
    """The program at `mlir` as PATH, unless that is there and newer."""
    source, target = Path(mlir), Path(path)
    if _is_new(target, source):
        return
    warnings.simplefilter("ignore")
    import torch

    from peers import mlir_text, programs

    module = programs.build(source.stem, source)
    signature = mlir_text.read_signature(source)
    example = tuple(torch.zeros(kind.shape) for kind in signature.inputs)
    names = [f"arg{i}" for i in range(len(example))]
    partial = target.with_suffix(".partial")
    # dynamo=True is the exporter that torch maintains; weights inside the one file
    torch.onnx.export(
        module,
        example,
        str(partial),
        opset_version=18,
        input_names=names,
        output_names=[f"result{i}" for i in range(len(signature.outputs))],
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    partial.rename(target)
