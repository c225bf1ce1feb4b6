"""Compiles CUDA C++ with NVRTC and assembles PTX with ptxas, both from NVIDIA's packages on PyPI, one JSON object a line:

    {"id": 7, "kind": "cuda", "text": "...", "arch": "sm_80"} -> {"id": 7, "ok": true, "log": ""}
    {"id": 8, "kind": "ptx", "text": "...", "arch": "sm_80"}  -> {"id": 8, "ok": false, "log": "...; line 3: ..."}
    {}                                                        -> {"nvrtc": "13.0", "ptxas": "13.0.88"}

The versions are null where a tool is missing. CUDA C++ is compiled to machine code, as strictly as its first line says:
C++20, no contraction. No GPU and no driver is needed. The packages (nvidia-cuda-nvrtc, nvidia-cuda-nvcc,
nvidia-cuda-runtime for cuda_fp16.h) are those of the environment that this Python stands in.

usage: .venv-kernels/bin/python nvidia.py        (from `mlir-rl kernels`)"""

import ctypes
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ENVIRONMENT = Path(sys.executable).parent.parent


def found(pattern):
    """A file of NVIDIA's packages: they lie under nvidia/cu13 or, in older releases, nvidia/PACKAGE."""
    files = sorted(ENVIRONMENT.glob("lib/python*/site-packages/nvidia/*/" + pattern))
    return files[-1] if files else None


class Nvrtc:
    """NVRTC through its C interface, whose functions give 0 when all is well."""

    def __init__(self, library):
        self.library = ctypes.CDLL(str(library))
        header = found("include/cuda_fp16.h")
        self.options = ["--std=c++20", "--fmad=false"] + (["-I" + str(header.parent)] if header else [])

    def version(self):
        major, minor = ctypes.c_int(), ctypes.c_int()
        self.library.nvrtcVersion(ctypes.byref(major), ctypes.byref(minor))
        return f"{major.value}.{minor.value}"

    def log(self, program):
        size = ctypes.c_size_t()
        self.library.nvrtcGetProgramLogSize(program, ctypes.byref(size))
        text = ctypes.create_string_buffer(max(size.value, 1))
        self.library.nvrtcGetProgramLog(program, text)
        return text.value.decode(errors="replace").strip()

    def check(self, text, arch):
        program = ctypes.c_void_p()
        self.library.nvrtcCreateProgram(ctypes.byref(program), text.encode(), b"kernel.cu", 0, None, None)
        options = [option.encode() for option in self.options + ["--gpu-architecture=" + arch]]
        result = self.library.nvrtcCompileProgram(program, len(options), (ctypes.c_char_p * len(options))(*options))
        log = self.log(program)
        self.library.nvrtcDestroyProgram(ctypes.byref(program))
        return result == 0, log


class Ptxas:
    """The assembler, a program."""

    def __init__(self, program):
        self.program = str(program)

    def version(self):
        said = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=False).stdout
        match = re.search(r"V([\d.]+)", said)
        return match.group(1) if match else "unknown"

    def check(self, text, arch):
        with tempfile.NamedTemporaryFile("w", suffix=".ptx") as file:
            file.write(text)
            file.flush()
            command = [self.program, "-arch=" + arch, "-o", "/dev/null", file.name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode == 0, (done.stdout + done.stderr).replace(file.name, "kernel.ptx").strip()


def tools():
    """Those that are there, by the kind of text that they take."""
    library, program = found("lib/libnvrtc.so*"), found("bin/ptxas")
    return {"cuda": Nvrtc(library) if library else None, "ptx": Ptxas(program) if program else None}


def answer(request, all_tools):
    if "kind" not in request:
        named = {"nvrtc": all_tools["cuda"], "ptxas": all_tools["ptx"]}
        return {name: tool.version() if tool else None for name, tool in named.items()}
    tool = all_tools[request["kind"]]
    if not tool:
        return {"id": request["id"], "missing": True}
    ok, log = tool.check(request["text"], request["arch"])
    return {"id": request["id"], "ok": ok, "log": log}


def main():
    all_tools = tools()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), all_tools)), flush=True)


if __name__ == "__main__":
    main()
