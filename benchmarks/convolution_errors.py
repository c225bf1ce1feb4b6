"""Rounding errors of convolutions in each form, against the same sums in double precision.

usage: python3 benchmarks/convolution_errors.py MLIR_RL [CHANNELS...]     (needs NumPy)

Normal inputs, 3 x 3 windows over 32 x 32 places, as many filters as channels, three seeds. Printed: the root mean square
of the error and the largest error, both relative to the root mean square of the outputs, in units of 2^-24 (half a unit
in the last place of a number near 1)."""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from peers.memref import Library, aligned, aligned_copy, workspace  # noqa: E402

FORMS = ["direct", "im2col", "channels-last", "blocked", "winograd2", "winograd4"]
PLACES = 32
UNIT = 2.0**-24


def program(channels):
    image, weights, out = (f"tensor<{shape}xf32>" for shape in (
        f"1x{channels}x{PLACES + 2}x{PLACES + 2}", f"{channels}x{channels}x3x3", f"1x{channels}x{PLACES}x{PLACES}"))
    return f"""func.func @main(%x: {image}, %w: {weights}) -> {out} {{
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : {out}
  %f = linalg.fill ins(%zero : f32) outs(%e : {out}) -> {out}
  %r = linalg.conv_2d_nchw_fchw {{dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}}
      ins(%x, %w : {image}, {weights}) outs(%f : {out}) -> {out}
  return %r : {out}
}}
"""


def exact(image, weights):
    """In double precision, tap by tap."""
    out = np.zeros((weights.shape[0], PLACES, PLACES))
    for i in range(3):
        for j in range(3):
            window = image[0, :, i : i + PLACES, j : j + PLACES].astype(np.float64)
            out += np.tensordot(weights[:, :, i, j].astype(np.float64), window, axes=1)
    return out


def errors(library, header, channels, seed):
    random = np.random.default_rng(seed)
    image = random.standard_normal((1, channels, PLACES + 2, PLACES + 2), np.float32)
    weights = random.standard_normal((channels, channels, 3, 3), np.float32)
    out = aligned((1, channels, PLACES, PLACES), np.float32)
    Library(library, [aligned_copy(image), aligned_copy(weights)], [out], workspace(header)).call()
    reference = exact(image, weights)
    scale = np.sqrt(np.mean(reference**2)) * UNIT
    error = out[0] - reference
    return np.sqrt(np.mean(error**2)) / scale, np.abs(error).max() / scale


def main():
    mlir_rl, sizes = sys.argv[1], [int(size) for size in sys.argv[2:]] or [64, 256]
    print("| channels | form | root mean square | largest |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for channels in sizes:
            source = Path(folder) / f"conv_{channels}.mlir"
            source.write_text(program(channels))
            for form in FORMS:
                out = Path(folder) / f"{form}_{channels}"
                command = [mlir_rl, "optimize", source, "--convolutions", form, "--no-measure", "--no-store", "--policy"]
                subprocess.run([*command, "none", "--emit", "so", "-o", out, "--quiet"], check=True, capture_output=True)
                library, header = (next(out.glob(f"*.{kind}")) for kind in ("so", "h"))
                found = [errors(library, header, channels, seed) for seed in (1, 2, 3)]
                rms, largest = (max(column) for column in zip(*found))
                print(f"| {channels} | {form} | {rms:.2f} | {largest:.1f} |", flush=True)


if __name__ == "__main__":
    main()
