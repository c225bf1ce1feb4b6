"""Reads the arrays of an export: the fields of its objects, and which backend each form has. Usage: pairs.py FOLDER"""

import glob
import json
import sys

fields, forms = set(), set()
for path in glob.glob(sys.argv[1] + "/*-?????.json"):
    rows = json.load(open(path))
    assert 0 < len(rows) <= 500
    for row in rows:
        fields.add(" ".join(row))
        forms.add(row["backend"] + " " + row["form"])
        compile(row["python_source"], row["id"], "exec")
        assert row["kernel_name"] in row["ir_code"] and path.split("/")[-1].startswith(row["split"])
print(*fields, sep="; ", end=": ")
print(*sorted(forms), sep=", ")
