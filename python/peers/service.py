"""One JSON object a line in, one out: how the program that compares talks to its children.

What goes wrong with one command is its answer, {"status": "not installed" | "not offered" | "failed", "why": "..."};
the process goes on."""

import json
import os
import sys


class NotOffered(Exception):
    """There is no such form of the program. Not a failure."""


def _private_stdout():
    """Libraries print to standard output; answers go to a copy of it, and what they print to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    return answers


def _answer(handle, line):
    try:
        return handle(json.loads(line))
    except NotOffered as error:
        return {"status": "not offered", "why": str(error)}
    except ModuleNotFoundError as error:
        return {"status": "not installed", "why": str(error)}
    except Exception as error:  # a peer that fails is a row of the table, not the end of the comparison
        return {"status": "failed", "why": " ".join(f"{type(error).__name__}: {error}".split())[:300]}


def serve(handle):
    """Answers commands until standard input ends."""
    answers = _private_stdout()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(handle, line)) + "\n")
