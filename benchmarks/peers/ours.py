"""Gets our own shared library for a program: by running `mlir-rl optimize`, or from a folder where one lies."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Build:
    library: Path
    header: Path
    report: dict  # what optimize --json printed; empty for a library that was there already


class BuildError(Exception):
    """mlir-rl did not deliver a library; the message says why."""


def _only(folder, pattern):
    found = sorted(Path(folder).rglob(pattern))
    if len(found) != 1:
        raise BuildError(f"{folder}: expected one {pattern}, found {len(found)}")
    return found[0]


def optimize(program, source, folder, trials, extra=()):
    """Runs `PROGRAM optimize SOURCE` for one thread and returns the library that it wrote into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.rglob("*.so"), *folder.rglob("*.h")]:
        old.unlink()
    command = [str(program), "optimize", str(source), "--trials", str(trials), "--threads", "1"]
    command += ["--emit", "so", "-o", str(folder), "--json", *extra]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except OSError as error:
        raise BuildError(f"cannot run {program}: {error.strerror}; build it with `make`") from error
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise BuildError(f"optimize ended with {done.returncode}: {said[-1] if said else 'no message'}")
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError as error:
        raise BuildError(f"optimize --json printed no JSON: {error}") from error
    return Build(_only(folder, "*.so"), _only(folder, "*.h"), report)


def existing(folder, name):
    """FOLDER/NAME.so with FOLDER/NAME.h, or FOLDER/NAME/*.so with its header (what an earlier run left)."""
    library, header = folder / f"{name}.so", folder / f"{name}.h"
    if library.exists() and header.exists():
        return Build(library, header, {})
    if (folder / name).is_dir():
        return Build(_only(folder / name, "*.so"), _only(folder / name, "*.h"), {})
    raise BuildError(f"{folder}: no {name}.so with {name}.h, and no folder {name}")
