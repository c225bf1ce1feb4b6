#!/usr/bin/env python3
"""How many kernels of NVIDIA Warp's own examples `mlir-rl kernels lower` reads, and why others are refused.

usage: scripts/warp-examples.py [build/mlir-rl] [FOLDER of .py files]     (after make kernel-tools)

Takes the kernels at the top of each file, writes nothing. Without a FOLDER: the examples in .venv-kernels."""

import ast
import collections
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent


def kernels(path):
    """Names of the kernels at the top of a file; none when it is no Python."""
    try:
        body = ast.parse(path.read_text()).body
    except SyntaxError:
        return
    for node in body:
        if isinstance(node, ast.FunctionDef) and any(".kernel" in ast.unparse(d) for d in node.decorator_list):
            yield node.name


def refusal(program, path, kernel):
    """The first thing that is wrong, without its place; "" when the kernel becomes C++."""
    command = [program, "kernels", "lower", str(path), "--kernel", kernel, "--form", "cpp"]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr.splitlines()[0].split(": ", 2)[-1]


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(HERE / "build/mlir-rl")
    folders = [pathlib.Path(sys.argv[2])] if len(sys.argv) > 2 else list(HERE.glob(".venv-kernels/lib/*/site-packages/warp/examples"))
    if not folders or not folders[0].is_dir():
        sys.exit("warp-examples: no examples; `make kernel-tools` installs Warp, or name a folder")
    refusals = [refusal(program, path, name) for path in sorted(folders[0].rglob("*.py")) for name in kernels(path)]
    print(f"{refusals.count('')} of {len(refusals)} kernels are read")
    for reason, count in collections.Counter(filter(None, refusals)).most_common():
        print(f"{count:4} {reason}")


if __name__ == "__main__":
    main()
