"""Times of 3 x 3 convolutions in several forms, each with the schedules that the rules give it.

usage: python3 benchmarks/convolution_times.py MLIR_RL [FORM...] [--rounds N] [--shapes CxF@SIDE,...] [--constant]

Stride 1, padded by 1, C channels and F features, SIDE x SIDE places. The filter is an argument, or with --constant a
constant. Each round measures every form once, in turns; printed is the fastest call of all rounds in microseconds,
which others on the machine disturbed least. A form that refuses a convolution leaves it direct, and has its time
then."""

import argparse
import json
import struct
import subprocess
import tempfile
from pathlib import Path

FORMS = ["direct", "winograd2", "winograd4"]
SHAPES = ("32x32@56,32x32@112,64x64@28,64x64@56,64x64@112,128x128@28,128x128@56,"
          "256x256@14,256x256@28,512x512@7,512x512@14,64x256@28,256x64@28")


def resource(count):
    """Different numbers between 1/2 and 1: of equal ones the compiler makes fewer multiplications."""
    numbers = (struct.pack("<f", 0.5 + i * 7919 % 4096 / 8192).hex() for i in range(count))
    return f'{{-#\n  dialect_resources: {{ builtin: {{ filter: "0x04000000{"".join(numbers)}" }} }}\n#-}}\n'


def program(channels, features, side, constant):
    image, padded, weights, out = (f"tensor<{shape}xf32>" for shape in (
        f"1x{channels}x{side}x{side}", f"1x{channels}x{side + 2}x{side + 2}", f"{features}x{channels}x3x3",
        f"1x{features}x{side}x{side}"))
    arguments, first = f"%x: {image}, %w: {weights}", ""
    if constant:
        arguments, first = f"%x: {image}", f"  %w = arith.constant dense_resource<filter> : {weights}\n"
    return f"""func.func @main({arguments}) -> {out} {{
{first}  %zero = arith.constant 0.0 : f32
  %p = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {{
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  }} : {image} to {padded}
  %e = tensor.empty() : {out}
  %f = linalg.fill ins(%zero : f32) outs(%e : {out}) -> {out}
  %r = linalg.conv_2d_nchw_fchw {{dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}}
      ins(%p, %w : {padded}, {weights}) outs(%f : {out}) -> {out}
  return %r : {out}
}}
""" + (resource(channels * features * 9) if constant else "")


def seconds(mlir_rl, path, form):
    text = subprocess.run([mlir_rl, "measure", str(path), "--convolutions", form, "--schedule", "default", "--json"],
                          check=True, capture_output=True, text=True).stdout
    return min(json.loads(text)["versions"][0]["samples"])


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("mlir_rl")
    arguments.add_argument("forms", nargs="*", default=FORMS)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--shapes", default=SHAPES)
    arguments.add_argument("--constant", action="store_true")
    given = arguments.parse_args()
    print("shape", *given.forms, sep="\t")
    for shape in given.shapes.split(","):
        channels, features, side = (int(number) for number in shape.replace("@", "x").split("x"))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "convolution.mlir"
            path.write_text(program(channels, features, side, given.constant))
            times = [[seconds(given.mlir_rl, path, form) for form in given.forms] for _ in range(given.rounds)]
        print(shape, *(f"{min(form) * 1e6:.0f}" for form in zip(*times)), sep="\t", flush=True)


if __name__ == "__main__":
    main()
