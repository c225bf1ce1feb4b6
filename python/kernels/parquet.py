"""Writes rows of texts as Parquet, asked by JSON lines, each answered with {} or {"error": message}:

    {"open": path, "fields": [name, ...]}   a new file; it is there when it is closed, not before
    {"rows": [line, ...]}                   a row group; each line is a JSON object with these fields
    {"close": true}

Columns are strings, compressed with Zstandard; families, splits and the like as dictionaries. Needs pyarrow.

usage: python3 parquet.py        (from `mlir-rl kernels export --format parquet`)"""

import json
import os
import sys

WITHOUT = (
    "pyarrow is not installed. `make kernel-tools` makes .venv-kernels with it, which is found by itself; or install it "
    "where you like and name that Python with --python"
)


class File:
    """A file that is being written, beside its place until it is whole."""

    def __init__(self, path, fields):
        import pyarrow
        from pyarrow import parquet

        self.arrow, self.path, self.fields = pyarrow, path, fields
        self.schema = pyarrow.schema([(name, pyarrow.string()) for name in fields])
        self.writer = parquet.ParquetWriter(
            path + ".part", self.schema, compression="zstd", write_page_index=True, use_dictionary=True
        )

    def add(self, lines):
        rows = [json.loads(line) for line in lines]
        columns = [[row[name] for row in rows] for name in self.fields]
        table = self.arrow.Table.from_arrays([self.arrow.array(c, self.arrow.string()) for c in columns], schema=self.schema)
        self.writer.write_table(table, row_group_size=len(rows))

    def close(self):
        self.writer.close()
        os.replace(self.path + ".part", self.path)


def answer(message, state):
    """What is said to one message; `state` keeps the open file."""
    if "open" in message:
        state["file"] = File(message["open"], message["fields"])
    elif "rows" in message:
        state["file"].add(message["rows"])
    else:
        state["file"].close()
    return {}


def main():
    state = {}
    for line in sys.stdin:
        try:
            said = answer(json.loads(line), state)
        except ImportError:
            said = {"error": WITHOUT}
        except OSError as error:
            said = {"error": str(error)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
