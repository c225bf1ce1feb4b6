"""The process that runs one runtime on one core, commanded over its standard input: one JSON object a line.

    {"prepare": {...}}              -> {"version": "2.15.0", "seconds": 0.0021}     one call was made, outputs saved
    {"burst": calls, "warm": calls} -> {"seconds": [...]}                           one number a timed call
    anything that goes wrong        -> {"status": "not installed" | "not offered" | "failed", "why": "..."}

usage: python -m peers.child CORE RUNTIME      (from compare_peers.py)"""

import gc
import importlib
import json
import os
import sys
import time

WARM_CALLS = 2


def _private_stdout():
    """Libraries print to standard output; answers go to a copy of it, and what they print to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    return answers


def _prepare(runtime, order):
    import numpy as np

    from peers import memref, mlir_text
    from peers.runtimes import RUNTIMES, Job

    module, options = RUNTIMES[runtime]
    with np.load(order.pop("inputs")) as saved:
        inputs = [memref.aligned_copy(saved[f"arg{i}"]) for i in range(len(saved.files))]
    outputs = order.pop("outputs")
    types = mlir_text.read_signature(order["mlir"]).outputs
    job = Job(inputs=inputs, output_types=types, options=options, **order)
    prepared = importlib.import_module(f"peers.runtimes.{module}").prepare(job)
    prepared.keep.append(inputs)  # some libraries keep only the pointers
    prepared.call()
    np.savez(outputs, **{f"result{i}": array for i, array in enumerate(prepared.outputs())})
    return prepared


def _burst(prepared, calls, warm):
    call, clock = prepared.call, time.perf_counter_ns
    for _ in range(warm):
        call()
    times = [0] * calls
    for i in range(calls):
        start = clock()
        call()
        times[i] = clock() - start
    return [nanoseconds * 1e-9 for nanoseconds in times]


def _answer(runtime, message, state):
    if "prepare" in message:
        state.clear()
        state["prepared"] = _prepare(runtime, message["prepare"])
        seconds = min(_burst(state["prepared"], 3, WARM_CALLS))
        gc.collect()
        return {"version": state["prepared"].version, "seconds": seconds}
    gc.disable()  # bursts are short; garbage is collected between them
    try:
        return {"seconds": _burst(state["prepared"], message["burst"], message["warm"])}
    finally:
        gc.enable()


def main():
    os.sched_setaffinity(0, {int(sys.argv[1])})  # before any library counts its cores
    runtime = sys.argv[2]
    answers = _private_stdout()
    from peers.runtimes import NotOffered

    state = {}
    for line in sys.stdin:
        try:
            answer = _answer(runtime, json.loads(line), state)
        except NotOffered as error:
            answer = {"status": "not offered", "why": str(error)}
        except ModuleNotFoundError as error:
            answer = {"status": "not installed", "why": str(error)}
        except Exception as error:  # a peer that fails is a row of the table, not the end of the comparison
            answer = {"status": "failed", "why": " ".join(f"{type(error).__name__}: {error}".split())[:300]}
        answers.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
