"""Generates a set and kills the generator twice before it may finish. Usage: killed.py MLIR_RL FOLDER COUNT"""

import json
import subprocess
import sys

program, folder, count = sys.argv[1:]
command = [program, "kernels", "generate", "--count", count, "--seed", "3", "--out", folder, "--json"]
for _ in range(2):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        process.wait(0.7)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
done = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
print("killed 2 times, then", done["rows"], "rows")
