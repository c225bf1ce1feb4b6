"""manifest.py FOLDER [MLIR_RL]: FOLDER/manifest.jsonl names every program in the folder and nothing else. With
MLIR_RL, the tasks of each line are those that `inspect` finds in the file."""

import json
import pathlib
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
rows = [json.loads(line) for line in open(folder / "manifest.jsonl")]
named = {row["file"] for row in rows}
there = {str(path.relative_to(folder)) for path in folder.rglob("*.mlir")}
assert named == there and len(named) == len(rows), named ^ there
print(len(rows), "programs named, no other file")
for row in rows if len(sys.argv) > 2 else []:
    said = json.loads(subprocess.check_output([sys.argv[2], "inspect", folder / row["file"], "--json"]))
    assert len(said["tasks"]) == len(row["tasks"]), row["name"]
if len(sys.argv) > 2:
    print(len(rows), "programs agree")
