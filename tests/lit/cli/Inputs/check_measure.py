"""check_measure.py FILE VERSIONS [--slower-than FILE]: what `measure --json` printed holds together."""
import json
import statistics
import sys

report = json.load(open(sys.argv[1]))
versions = report["versions"]
assert len(versions) == int(sys.argv[2]), versions
for version in versions:
    assert version["verified"] and version["outcome"] == "ok", version
    assert len(version["samples"]) >= 3, version
    assert abs(statistics.median(version["samples"]) / version["median_seconds"] - 1) < 1e-6, version
    assert version["max_error"] <= 1, version
assert report["fastest"] in [version["name"] for version in versions], report["fastest"]
if len(sys.argv) > 3:
    other = json.load(open(sys.argv[4]))
    assert report["cold"] and not other["cold"]
    assert versions[0]["median_seconds"] > 1.3 * other["versions"][0]["median_seconds"], (versions, other)
