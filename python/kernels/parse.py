"""Reads Python source with Python's own parser and answers with its syntax trees, one JSON object a line:

    {"sources": ["def f(): ...", ...]} -> {"trees": [{"t": "Module", "body": [...]}, ...]}

A node has its class as "t", its line and column as "l" and "c" (from 1, columns in bytes), and its fields that are not
empty. A constant has "kind" (int, float, bool, str, none, other) and its "text". Source that is no Python gives
{"error": message, "l": line, "c": column} in its tree's place. Nothing of the source is run.

usage: python3 parse.py        (from `mlir-rl kernels`)"""

import ast
import json
import sys
import warnings

KINDS = {bool: "bool", int: "int", float: "float", str: "str", type(None): "none"}
LEFT_OUT = {"ctx", "type_comment", "type_ignores", "kind", "type_params"}


def _place(node, result):
    if hasattr(node, "lineno"):
        result["l"], result["c"] = node.lineno, node.col_offset + 1
    return result


def _constant(node):
    kind = KINDS.get(type(node.value), "other")
    text = node.value if kind == "str" else repr(node.value)
    # A str may hold half a surrogate pair, which JSON in UTF-8 cannot.
    return _place(node, {"t": "Constant", "kind": kind, "text": text.encode("utf-8", "replace").decode()})


def _tree(value):
    if isinstance(value, ast.Constant):
        return _constant(value)
    if isinstance(value, ast.AST):
        result = _place(value, {"t": type(value).__name__})
        for name, field in ast.iter_fields(value):
            if name not in LEFT_OUT and field is not None and field != []:
                result[name] = _tree(field)
        return result
    return [_tree(item) for item in value] if isinstance(value, list) else value


def parse(source):
    """The tree of one source, or what is wrong with it."""
    try:
        return _tree(ast.parse(source))
    except SyntaxError as error:
        return {"error": error.msg, "l": error.lineno or 1, "c": max(error.offset or 1, 1)}
    except (RecursionError, MemoryError):
        return {"error": "nested too deeply", "l": 1, "c": 1}
    except ValueError as error:  # null bytes, numbers of too many digits
        return {"error": str(error), "l": 1, "c": 1}


def main():
    warnings.simplefilter("ignore")  # what Python thinks of escapes and comparisons is not ours to print
    for line in sys.stdin:
        trees = [parse(source) for source in json.loads(line)["sources"]]
        print(json.dumps({"trees": trees}, separators=(",", ":")), flush=True)


if __name__ == "__main__":
    main()
