"""The innermost loop with the most multiply-adds of an object file, in numbers.

usage: innermost.py FILE.o    prints    multiply-adds 32, stores 0, spills 0

Stores are those of vectors; spills are loads and stores of vectors on the stack."""

import re
import subprocess
import sys

LINE = re.compile(r"^\s*([0-9a-f]+):\s+(\S+)\s*(.*?)(?:\s+#.*|\s+<.*)?$")


def instructions(path):
    text = subprocess.run(
        ["llvm-objdump-22", "-d", "--no-show-raw-insn", path], check=True, capture_output=True, text=True
    ).stdout
    found = (LINE.match(line) for line in text.splitlines())
    return [(int(m.group(1), 16), m.group(2), m.group(3)) for m in found if m]


def innermost_loops(code):
    """Runs of instructions from the target of a backward jump to the jump, that hold no other such jump."""
    place = {address: index for index, (address, _, _) in enumerate(code)}
    loops = []
    for index, (address, name, operands) in enumerate(code):
        target = re.match(r"0x([0-9a-f]+)", operands)
        if name.startswith("j") and target and int(target.group(1), 16) <= address:
            loops.append((place.get(int(target.group(1), 16), index), index))
    return [code[a:b] for a, b in loops if not any(a <= c and d < b for c, d in loops)]


def is_store(name, operands):
    return name.startswith("vmov") and operands.endswith(")")


def summary(loop):
    adds = sum(name.startswith(("vfmadd", "vfnmadd")) for _, name, _ in loop)
    stores = sum(is_store(name, operands) for _, name, operands in loop)
    spills = sum(name.startswith("vmov") and ("(%rsp" in o or "(%rbp" in o) for _, name, o in loop)
    return adds, stores, spills


if __name__ == "__main__":
    loops = [summary(loop) for loop in innermost_loops(instructions(sys.argv[1]))]
    print("multiply-adds {}, stores {}, spills {}".format(*max(loops, default=(0, 0, 0))))
