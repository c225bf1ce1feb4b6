"""Writes the programs as ONNX files, for onnxruntime and OpenVINO. Nothing is committed: they are made when needed.

usage: python -m peers.onnx_models FOLDER FILE.mlir...      writes FOLDER/NAME.onnx where it is missing or older"""

import sys
import warnings
from pathlib import Path


def _is_new(target, source):
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime


def _write(source, target):
    import torch

    from peers import mlir_text, programs

    module = programs.build(source.stem, source)
    example = tuple(torch.zeros(kind.shape) for kind in mlir_text.read_signature(source).inputs)
    names = [f"arg{i}" for i in range(len(example))]
    partial = target.with_suffix(".partial")
    # dynamo=True is the exporter that torch maintains; weights inside the one file
    torch.onnx.export(
        module,
        example,
        str(partial),
        opset_version=18,
        input_names=names,
        output_names=["result0"],
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    partial.rename(target)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    for source in map(Path, sys.argv[2:]):
        target = folder / f"{source.stem}.onnx"
        if _is_new(target, source):
            continue
        try:
            _write(source, target)
        except Exception as error:  # said here; the runtimes then find no file and say so too
            print(f"peers: no ONNX file for {source.name}: {type(error).__name__}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
