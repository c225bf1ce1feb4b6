#!/usr/bin/env python3
"""Times our compiled programs beside PyTorch, onnxruntime, OpenVINO and IREE in one interleaved run.

    make peers                                                     (once: installs the peers into .venv-peers)
    .venv-peers/bin/python benchmarks/compare_peers.py matmul_512 add_1m
    .venv-peers/bin/python benchmarks/compare_peers.py ops --trials 200 --json build/peers.json

Each runtime lives in a process of its own, pinned to one core, with one thread. All get the same random inputs; their
outputs are compared with ours. In each round every runtime makes one burst of calls, in random order; what is
compared is the ratio within a round. See benchmarks/README.md.

Exit code: 0 done; 1 a program was not built, failed, or disagreed; 2 wrong usage; 3 something is missing here."""

import argparse
import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
GROUPS = ("ops", "layers", "nets")
DEFAULT_PROGRAMS = ["matmul_512", "conv_56_64_3x3", "add_1m", "maxpool_112_64", "transpose_1024"]
DEFAULT_RUNTIMES = ["ours", "pytorch", "pytorch-out", "onnxruntime", "openvino", "iree"]

try:
    import numpy as np
except ImportError:
    sys.exit(print("compare_peers: run `make peers`, then use .venv-peers/bin/python", file=sys.stderr) or 3)

from peers import machine, ours, report, rounds  # noqa: E402  (after the message above)
from peers.mlir_text import read_signature  # noqa: E402
from peers.process import Process, environment  # noqa: E402
from peers.runtimes import RUNTIMES  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("programs", nargs="*", default=DEFAULT_PROGRAMS, help="names of benchmarks/*/NAME.mlir, or ops, layers, nets")
    add("--trials", type=int, default=64, help="of mlir-rl optimize (default 64)")
    add("--rounds", type=int, default=30, help="interleaved rounds, at least 20 for a result (default 30)")
    add("--core", type=int, default=max(os.sched_getaffinity(0)), help="to time on (default: the last)")
    add("--runtimes", default=",".join(DEFAULT_RUNTIMES), help=f"of {', '.join(RUNTIMES)}")
    add("--program", type=Path, default=ROOT / "build/mlir-rl", help="the mlir-rl to run")
    add("--libraries", type=Path, help="take NAME.so and NAME.h from here instead of running optimize")
    add("--work", type=Path, default=ROOT / "build/peers", help="folder for files made on the way")
    add("--seed", type=int, default=0, help="of the inputs and of the order in a round")
    add("--json", type=Path, help="write everything there, every sample too")
    arguments = parser.parse_args()
    arguments.runtimes = arguments.runtimes.split(",")
    if unknown := [name for name in arguments.runtimes if name not in RUNTIMES]:
        parser.error(f"unknown runtime {unknown[0]}; there are {', '.join(RUNTIMES)}")
    if arguments.rounds < 1 or arguments.core not in os.sched_getaffinity(0):
        parser.error("--rounds must be positive and --core one of this process's cores")
    try:
        arguments.files = [file for name in arguments.programs for file in find_programs(name)]
    except FileNotFoundError as error:
        parser.error(str(error))
    return arguments


def find_programs(name):
    if name in GROUPS:
        return sorted((FOLDER / name).glob("*.mlir"))
    found = [FOLDER / group / f"{name}.mlir" for group in GROUPS if (FOLDER / group / f"{name}.mlir").exists()]
    if not found:
        raise FileNotFoundError(f"no benchmarks/{{{','.join(GROUPS)}}}/{name}.mlir")
    return found


def say(text):
    print(f"compare_peers: {text}", file=sys.stderr, flush=True)


def write_onnx(arguments):
    if not {"onnxruntime", "openvino"} & set(arguments.runtimes):
        return
    say("writing ONNX files")
    command = [sys.executable, "-m", "peers.onnx_models", str(arguments.work / "onnx"), *map(str, arguments.files)]
    with open(arguments.work / "onnx.log", "wb") as log:
        failed = subprocess.run(command, env=environment(), stdout=log, stderr=log).returncode
    if failed or b"no ONNX file" in (arguments.work / "onnx.log").read_bytes():
        say(f"warning: not every ONNX file could be written; see {arguments.work / 'onnx.log'}")


def write_inputs(file, seed, folder):
    """The same normal float32 inputs for every runtime."""
    generator = np.random.default_rng(seed)
    types = read_signature(file).inputs
    values = {f"arg{i}": generator.standard_normal(kind.shape).astype(kind.dtype) for i, kind in enumerate(types)}
    path = folder / f"{file.stem}.inputs.npz"
    np.savez(path, **values)
    return str(path)


def build_ours(arguments, file):
    """(what to tell the child, optimize's report), or (None, {"error": why})."""
    if "ours" not in arguments.runtimes:
        return {}, {}
    try:
        if arguments.libraries:
            built = ours.existing(arguments.libraries, file.stem)
        else:
            say(f"{file.stem}: optimising, {arguments.trials} trials")
            built = ours.optimize(arguments.program, file, arguments.work / "ours" / file.stem, arguments.trials)
    except ours.BuildError as error:
        say(f"{file.stem}: {error}")
        return None, {"error": str(error)}
    return {"library": str(built.library.resolve()), "header": str(built.header.resolve())}, built.report


def compare(arguments, file, processes):
    """Everything about one program, as plain values."""
    library, optimize_report = build_ours(arguments, file)
    order = {"name": file.stem, "mlir": str(file), "onnx": str(arguments.work / f"onnx/{file.stem}.onnx")}
    order |= {"folder": str(arguments.work), "inputs": write_inputs(file, arguments.seed, arguments.work)}
    timed = {}
    for runtime in arguments.runtimes:
        if runtime == "ours" and library is None:
            timed[runtime] = rounds.Timed("failed", optimize_report["error"])
            continue
        own = {"outputs": str(arguments.work / f"{file.stem}.{runtime}.npz")} | (library if runtime == "ours" else {})
        timed[runtime] = rounds.prepare(processes[runtime], order | own)
    load = machine.load()
    say(f"{file.stem}: timing, {arguments.rounds} rounds (load {load:.1f})")
    stolen = machine.stolen_seconds()
    rounds.interleave(processes, timed, arguments.rounds, arguments.seed)
    noise = {"load_before": load, "stolen_seconds": machine.stolen_seconds() - stolen}
    return report.program_values(file.stem, timed, optimize_report) | noise


def compare_all(arguments):
    log = str(arguments.work / "children.log")
    processes = {name: Process(name, arguments.core, log) for name in arguments.runtimes}
    try:
        return [compare(arguments, file, processes) for file in arguments.files]
    finally:
        for process in processes.values():
            process.stop()


def settings(arguments):
    plain = {key: getattr(arguments, key) for key in ("trials", "rounds", "core", "seed", "runtimes")}
    return plain | {"burst_seconds": rounds.BURST_SECONDS, "threads": 1}


def print_report(arguments, programs, description):
    print(report.markdown(programs, arguments.runtimes))
    caches = ", ".join(f"{level} {size}" for level, size in description["caches"].items())
    print(
        f"\nMicroseconds, median [quartiles] of {arguments.rounds} interleaved rounds; one thread on core "
        f"{arguments.core} of {description['cpu']} ({description['vector']}, {caches}); ratio above 1: ours is faster."
    )
    for note in report.footnotes(programs):
        print(f"- {note}")


def main():
    arguments = parse_arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    # This process keeps off the core that is timed on, where there is another.
    others = os.sched_getaffinity(0) - {arguments.core}
    os.sched_setaffinity(0, others or {arguments.core})
    write_onnx(arguments)
    description = machine.describe()
    if arguments.rounds < 20:
        say("warning: fewer than 20 rounds are a look, not a result")
    programs = compare_all(arguments)
    print_report(arguments, programs, description)
    if arguments.json:
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        whole = {"date": now, "machine": description, "settings": settings(arguments), "programs": programs}
        arguments.json.write_text(json.dumps(whole, indent=1) + "\n")
    problems = [problem for values in programs for problem in report.disagreements(values)]
    for problem in problems:
        say(problem)
    failed = any(own["status"] == "failed" for values in programs for own in values["runtimes"].values())
    return 1 if problems or failed else 0


if __name__ == "__main__":
    sys.exit(main())
