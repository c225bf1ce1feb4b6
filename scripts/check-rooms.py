#!/usr/bin/env python3
"""Checks who includes whom.

A room (a folder of mlir_rl/) includes only flow/, support/, itself and the rooms that its DEPS in
mlir_rl/CMakeLists.txt name, and names only rooms above it. MLIR's and LLVM's headers stay in rooms marked MLIR and
in tools/; headers of other heavy libraries stay in rooms that link them. No file includes both torch and MLIR.

Usage: check-rooms.py [ROOT]. Prints one line a violation, FILE:LINE: what; exits 1 when there is one.
"""
import pathlib
import re
import sys

ROW = re.compile(r"^\s*mlir_rl_room\(\s*(\w+)([^)]*)\)", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
MLIR = ("mlir/", "llvm/", "mlir-c/", "llvm-c/", "clang/")
TORCH = ("torch/", "ATen/", "c10/")
# Header (a prefix) -> library that must stand in the room's DEPS.
LIBRARIES = {
    "sqlite3.h": "SQLite::SQLite3",
    "hwloc": "PkgConfig::HWLOC",
    "seccomp.h": "PkgConfig::SECCOMP",
    "zip.h": "PkgConfig::LIBZIP",
    "CLI/": "CLI11::CLI11",
    "nettle/": "PkgConfig::NETTLE",
    "lzma.h": "PkgConfig::LZMA",
}
FOLDERS = ("mlir_rl", "tools", "tests", "benchmarks", "examples")
EVERYWHERE = {"flow", "support"}


class Room:
    def __init__(self, text):
        words = text.split()
        self.mlir = "MLIR" in words
        self.deps = {w for w in words if w not in ("MLIR", "DEPS")}
        self.rooms = {d.removeprefix("mlir_rl_") for d in self.deps if d.startswith("mlir_rl_")}


def read_rooms(root):
    text = re.sub(r"#.*", "", (root / "mlir_rl" / "CMakeLists.txt").read_text())
    return {name: Room(rest) for name, rest in ROW.findall(text)}


def check_table(rooms):
    above = set()
    for name, room in rooms.items():
        for other in sorted(room.rooms - above):
            yield f"mlir_rl/CMakeLists.txt: {name} names {other}, which is no room above it"
        above.add(name)


def room_violation(name, room, header, rooms):
    """What is wrong with one include of a file of the room; None when nothing is."""
    if header.startswith(MLIR) and not room.mlir:
        return f"{header} in room {name}, which is not marked MLIR"
    if header.startswith("../") or "/../" in header:
        return f"{header}: includes start at the root of the repository"
    parts = header.split("/")
    if parts[0] == "mlir_rl" and len(parts) > 1:
        other = parts[1]
        if other not in rooms:
            return f"{header}: {other} is no room"
        if other != name and other not in room.rooms | EVERYWHERE:
            return f"room {name} includes {header} but does not name {other} in its DEPS"
    for prefix, library in LIBRARIES.items():
        if header.startswith(prefix) and library not in room.deps:
            return f"room {name} includes {header} but does not name {library} in its DEPS"
    return None


def check_file(path, relative, rooms):
    name = relative.parts[1] if relative.parts[0] == "mlir_rl" and len(relative.parts) > 2 else None
    room = rooms.get(name)
    if name and not room:
        yield f"{relative}: folder {name} has no mlir_rl_room row in mlir_rl/CMakeLists.txt"
        return
    families = {}
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        header = match.group(1)
        for family, prefixes in (("torch", TORCH), ("MLIR", MLIR)):
            if header.startswith(prefixes):
                families[family] = number
        wrong = room_violation(name, room, header, rooms) if room else None
        if wrong:
            yield f"{relative}:{number}: {wrong}"
    if len(families) == 2:
        yield f"{relative}:{max(families.values())}: includes both torch and MLIR; each belongs behind one door"


def violations(root):
    rooms = read_rooms(root)
    if not rooms:
        yield "mlir_rl/CMakeLists.txt: no mlir_rl_room row found"
    yield from check_table(rooms)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cc", ".cpp", ".hpp") and path.is_file():
                yield from check_file(path, path.relative_to(root), rooms)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent.parent)
    found = list(violations(root))
    print("\n".join(found) if found else "rooms: every include is allowed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
