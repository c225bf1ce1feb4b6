"""Compares each line of FOLDER/manifest.jsonl with what `mlir-rl inspect` says about the file."""

import json
import subprocess
import sys

folder, tool = sys.argv[1:]
agree = 0
for line in open(folder + "/manifest.jsonl"):
    row = json.loads(line)
    said = json.loads(subprocess.check_output([tool, "inspect", f"{folder}/{row['file']}", "--json"]))
    assert sorted(task["hash"] for task in said["tasks"]) == sorted(row["tasks"]), row["name"]
    agree += 1
print(agree, "programs agree")
