"""Compares records of an export as JSON with files. Usage: row.py FOLDER ID PYTHON LLVM_O2"""

import glob
import json
import sys

folder, id, python, llvm = sys.argv[1:]
rows = [row for path in glob.glob(folder + "/*-?????.json") for row in json.load(open(path)) if row["id"] == id]
texts = {row["form"]: row["ir_code"] for row in rows}
assert all(row["python_source"] == open(python).read() for row in rows)
assert sorted(texts) == ["cpp", "llvm-o2"] and texts["llvm-o2"] == open(llvm).read()
print("python and llvm-o2 are the same")
