"""MLIR as it comes: upstream's generic passes (affine loops, fused, tiled by 32, super-vectorised), LLVM's O3.

Stock tools in processes of their own, for the passes refuse some programs and crash on others: what of them a program
does not survive is left out, the last one first, and the version says so."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from peers.memref import Library
from peers.runtimes import Prepared, empty_outputs

TOOLS = ["mlir-opt-22", "mlir-translate-22", "clang-22", "llvm-config-22"]

TO_BUFFERS = (
    "inline,eliminate-empty-tensors,one-shot-bufferize{bufferize-function-boundaries=true "
    "function-boundary-type-conversion=identity-layout-map},"
    "buffer-results-to-out-params{hoist-static-allocs=true modify-public-functions=true},buffer-deallocation-pipeline,canonicalize,cse"
)
LOOPS = [
    "convert-linalg-to-affine-loops",
    "affine-loop-fusion",
    "affine-loop-tile{tile-size=32}",
    "affine-super-vectorize{virtual-vector-size=LANES}",
]
TO_LLVM = (
    "func.func(llvm-request-c-wrappers),convert-vector-to-scf,convert-linalg-to-loops,expand-strided-metadata,"
    "lower-affine,convert-scf-to-cf,convert-vector-to-llvm,convert-math-to-llvm,convert-math-to-libm,"
    "convert-to-llvm,reconcile-unrealized-casts"
)


def load():
    for tool in TOOLS:
        if not shutil.which(tool):
            raise ImportError(f"{tool} is not on the PATH")


def _lanes():
    """Of f32 in a vector of this CPU."""
    flags = Path("/proc/cpuinfo").read_text()
    return 16 if " avx512f" in flags else 8 if " avx2" in flags else 4


def _run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        said = re.search(r"error: .*|Assertion .*|Stack dump:[\s\S]{0,300}", done.stderr)
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {said.group(0) if said else done.stderr[-300:]}")
    return done.stdout


def _lowered(job, loops):
    """LLVM IR of the program after the passes `loops` over its loops."""
    passes = ",".join(loops).replace("LANES", str(_lanes()))
    pipeline = f"builtin.module({TO_BUFFERS},func.func({passes},canonicalize,cse),{TO_LLVM})"
    low = str(Path(job.folder) / f"{job.name}.default.mlir")
    _run("mlir-opt-22", job.mlir, f"--pass-pipeline={pipeline}", "-o", low)
    return _run("mlir-translate-22", "--mlir-to-llvmir", low)


def _most_of_it(job):
    """LLVM IR, and the first pass that was left out ("": none)."""
    for count in range(len(LOOPS), 1, -1):
        try:
            return _lowered(job, LOOPS[:count]), "".join(LOOPS[count : count + 1]).split("{")[0]
        except RuntimeError as error:
            print(f"{job.name}: {LOOPS[count - 1]}: {error}", file=sys.stderr)
    return _lowered(job, LOOPS[:1]), LOOPS[1]


def _compile(job):
    stem = Path(job.folder) / f"{job.name}.default"
    code, library = str(stem.with_suffix(".ll")), str(stem.with_suffix(".so"))
    text, without = _most_of_it(job)
    Path(code).write_text(text)
    flags = ["-O3", "-march=native", "-ffp-contract=fast", "-shared", "-fPIC", "-Wno-override-module"]
    libraries = _run("llvm-config-22", "--libdir").strip()  # MLIR's own copies of strided memrefs
    linked = [f"-L{libraries}", f"-Wl,-rpath,{libraries}", "-lmlir_c_runner_utils", "-lm"]
    _run("clang-22", *flags, code, "-o", library, *linked)
    return library, without


def prepare(job):
    outputs = empty_outputs(job.output_types)
    path, without = _compile(job)
    library = Library(path, job.inputs, outputs)
    version = re.search(r"LLVM version (\S+)", _run("mlir-opt-22", "--version")).group(1)
    version += f" (not from {without} on)" if without else ""
    return Prepared(library.call, lambda: outputs, version, [library])
