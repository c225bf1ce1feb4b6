"""Stands in for python/peers in tests: no library, times by the book, faults on demand.

The variant says what to do: "slow" takes twice as long as others; "long" far longer than a burst; "wrong" has other outputs; "absent", "broken" and
"refusing" answer so; "dying" ends; "silent" never answers; "garbled" answers what is no JSON."""

import json
import sys
import time

module, variant = sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""
STATUS = {"absent": "not installed", "broken": "failed", "refusing": "not offered"}


def clerk(message):
    if "error" in message:
        return {"largest": 0.5 if "wrong" in message["error"]["outputs"] else 1e-7}
    if "onnx" in message and "no_model" in message["onnx"]["mlir"]:
        return {"status": "failed", "why": "no such model"}
    return {}


def runtime(message):
    if variant == "dying":
        sys.exit(3)
    if variant == "silent":
        time.sleep(60)
    if variant in STATUS:
        return {"status": STATUS[variant], "why": "as asked"}
    if "prepare" in message:
        return {"version": "1.0", "seconds": 0.2 if variant == "long" else 0.005, "prepare_seconds": 0.25, "peak_bytes": 4096}
    return {"seconds": [0.002 if variant == "slow" else 0.001] * message["burst"]}


for line in sys.stdin:
    answer = json.dumps((clerk if module == "clerk" else runtime)(json.loads(line)))
    print("{" if variant == "garbled" else answer, flush=True)
