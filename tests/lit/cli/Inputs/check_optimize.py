"""check_optimize.py FILE TRIALS: what `optimize --json` printed has its keys, and they agree."""
import json
import sys

report = json.load(open(sys.argv[1]))
trials = int(sys.argv[2])
assert report["verified"] is True and report["chosen"] in ("unscheduled", "default", "found")
assert report["input"].endswith(".mlir") and report["threads"] == 1 and report["trials"] == trials
assert report["candidates"]["measured"] == trials and isinstance(report["candidates"]["failed"], dict)
for key in ("unscheduled_seconds", "default_seconds", "best_seconds", "flops", "fraction_of_peak", "wall_seconds"):
    assert report[key] > 0, key
speedup = report["unscheduled_seconds"] / report["best_seconds"]
assert abs(report["speedup_over_unscheduled"] / speedup - 1) < 1e-6
assert report["fraction_of_peak"] < 1.1, report["fraction_of_peak"]
assert report["best_seconds"] <= report["unscheduled_seconds"]
hashes = [task["task"] for task in report["tasks"]]
assert len(hashes) == 3 and all(f"task {name}: " in report["schedule"] for name in hashes), report["schedule"]
