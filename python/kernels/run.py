"""Runs kernels' Python text in CPython, one JSON object a line:

    {"source": "...", "kernel": "saxpy", "dims": [64], "buffers": [{"shape": [64], "bytes": "0000803f..."}, ...]}
        -> {"buffers": ["0000803f...", ...]}                    what each holds afterwards
        -> {"fault": "an index is ...", "line": 7}              the rule that it broke
        -> {"error": "..."}                                     this text or these buffers are not for it

Buffers are in the order of parameters, their bytes as C lays values out, in hexadecimal digits; a parameter that is no
array has one element, shape [1]. {} asks for {"numpy": version}, null when there is none; then nothing runs.

usage: python3 run.py        (from `mlir-rl kernels`)"""

import json
import os
import sys

DEBIAN = "/usr/bin/python3"  # has python3-numpy, where another Python comes first on the PATH

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
try:
    import numpy

    from warp_shim.launch import launch
except ImportError:
    numpy = None


def answer(request):
    if not request:
        return {"numpy": numpy and numpy.__version__}
    try:
        return launch(request["source"], request["kernel"], request["dims"], request["buffers"])
    except Exception as error:  # whatever it is, the next kernel has its turn
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    if numpy is None and sys.executable != DEBIAN and os.access(DEBIAN, os.X_OK):
        os.execv(DEBIAN, [DEBIAN, "-I", "-B", os.path.abspath(__file__)])
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
