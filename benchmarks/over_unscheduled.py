#!/usr/bin/env python3
"""What default and found schedules gain over unscheduled code, program by program.

    benchmarks/over_unscheduled.py ops                          (the rules alone: nothing is searched)
    benchmarks/over_unscheduled.py layers nets --trials 200 --json build/over_unscheduled.json

Each program is one run of `build/mlir-rl optimize --no-store`, which times unscheduled, default and best found in
turns in one process. Exit code: 0 done; 1 a program failed or is not verified; 2 wrong usage.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEAVY = ("matmul", "conv", "dwconv")


def programs(names):
    for name in names:
        folder = HERE / name
        if folder.is_dir():
            yield from sorted(folder.glob("*.mlir"))
            continue
        found = sorted(HERE.glob(f"*/{name}.mlir"))
        if not found:
            sys.exit(f"over_unscheduled: no folder and no program of benchmarks/ is called {name}")
        yield from found


def optimise(program, options):
    command = [options.program, "optimize", str(program), "--json", "--no-store"]
    command += ["--trials", str(options.trials), "--threads", str(options.threads), "--seed", str(options.seed)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"over_unscheduled: {program.stem}: {done.stderr.strip()}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else float("nan")


def row(name, report):
    raw, rules, best = (report[f"{form}_seconds"] for form in ("unscheduled", "default", "best"))
    kind = "heavy" if name.startswith(HEAVY) else "other"
    if not (raw and rules and best):
        print(f"| {name} | {report['notes']} |")
        return None
    print(f"| {name} | {raw * 1e6:.0f} | {rules * 1e6:.0f} | {best * 1e6:.0f} | {raw / rules:.2f} | {raw / best:.2f} "
          f"| {report['fraction_of_peak'] or 0:.0%} | {'yes' if report['verified'] else 'NO'} | {report['wall_seconds']:.0f} |",
          flush=True)
    return {"name": name, "kind": kind, "default": raw / rules, "best": raw / best, "report": report}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", default=["ops"], help="folders (ops, layers, nets) or names")
    parser.add_argument("--trials", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--program", default=str(HERE.parent / "build" / "mlir-rl"))
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()

    print("| program | unscheduled | default | best | default gains | best gains | of peak | verified | seconds |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    rows, failed = [], 0
    for program in programs(options.programs):
        report = optimise(program, options)
        if report is None:
            failed += 1
            continue
        added = row(program.stem, report)
        failed += added is None or not report["verified"]
        rows += [added] if added else []
    print(f"\nMicroseconds, medians; {options.trials} trials, {options.threads} thread(s).")
    for kind, what in (("heavy", "contractions and convolutions"), ("other", "other programs")):
        some = [r for r in rows if r["kind"] == kind]
        if some:
            print(f"{what}: {len(some)}; default {geometric_mean([r['default'] for r in some]):.1f}x, worst "
                  f"{min(r['default'] for r in some):.2f}x; best {geometric_mean([r['best'] for r in some]):.1f}x")
    print(f"all: best {geometric_mean([r['best'] for r in rows]):.1f}x")
    if options.json:
        options.json.write_text(json.dumps({"trials": options.trials, "threads": options.threads, "programs": rows}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
