"""The process that runs one runtime on some cores, commanded over its standard input (service.py):

    {"prepare": {...}}              -> {"version": "2.15.0", "seconds": 0.0021, "prepare_seconds": 0.2, "peak_bytes": 1e6}
                                       the program was loaded and called once, its outputs saved; seconds of a call
    {"burst": calls, "warm": calls} -> {"seconds": [...]}     one number a timed call

usage: python -m peers.child CORE,CORE,... MODULE [VARIANT]       (from `mlir-rl evaluate --against`)"""

import gc
import importlib
import os
import sys
import time
from pathlib import Path

WARM_CALLS = 2


def _memory(field):
    """Bytes: VmRSS is what is resident now, VmHWM the most since the last reset."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0


def _forget_peak():
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass  # the peak is then that of the whole process, and too large


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


class Runner:
    """One program at a time."""

    def __init__(self, module, variant):
        self.module, self.variant, self.prepared = module, variant, None

    def handle(self, message):
        if "prepare" in message:
            return self._prepare(message["prepare"])
        gc.disable()  # bursts are short; garbage is collected between them
        try:
            return {"seconds": _burst(self.prepared, message["burst"], message["warm"])}
        finally:
            gc.enable()

    def _prepare(self, order):
        import numpy as np

        from peers import memref, mlir_text
        from peers.runtimes import Job

        self.prepared = None
        gc.collect()
        with np.load(order.pop("inputs")) as saved:
            inputs = [memref.aligned_copy(saved[f"arg{i}"]) for i in range(len(saved.files))]
        outputs = order.pop("outputs")
        types = mlir_text.read_signature(order["mlir"]).outputs
        job = Job(inputs=inputs, output_types=types, variant=self.variant, **order)
        module = importlib.import_module(f"peers.runtimes.{self.module}")
        module.load()
        _forget_peak()
        before, start = _memory("VmRSS"), time.perf_counter()
        prepared = module.prepare(job)
        prepared.keep.append(inputs)  # some libraries keep only the pointers
        prepared.call()
        seconds = time.perf_counter() - start
        np.savez(outputs, **{f"result{i}": array for i, array in enumerate(prepared.outputs())})
        self.prepared = prepared
        a_call = min(_burst(prepared, 3, WARM_CALLS))
        gc.collect()
        answer = {"version": prepared.version, "seconds": a_call, "prepare_seconds": seconds}
        return answer | {"peak_bytes": max(0, _memory("VmHWM") - before)}


def main():
    os.sched_setaffinity(0, {int(core) for core in sys.argv[1].split(",")})  # before any library counts its cores
    from peers import service

    if sys.argv[2] == "clerk":
        service.serve(lambda message: importlib.import_module("peers.clerk").handle(message))
    else:
        service.serve(Runner(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "").handle)


if __name__ == "__main__":
    main()
