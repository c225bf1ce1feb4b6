"""NVIDIA Warp behind a pipe: compiles kernels' Python text for the CPU and runs it, one JSON object a line:

    {"folder": "/tmp/own"} -> {"warp": "1.19.0"}                 first of all; null when there is no Warp
    {"source": "...", "kernel": "saxpy", "dims": [64], "buffers": [{"shape": [64], "bytes": "0000803f..."}, ...]}
        -> {"buffers": ["0000803f...", ...]}                     what each holds afterwards
    {"source": "...", "kernel": "saxpy", "texts": true, "backward": false}
        -> {"cpp": "...", "cuda": "..."}                         what Warp makes of the kernel's module
        -> {"error": "..."}                                      Warp does not take this text or these buffers

Without "texts" the error ends with what Warp printed; with it, it is one line without places, equal for equal reasons.
Buffers are as in run.py. Sources, compiled code and what Warp prints go into the folder, which the asker makes and
removes. A text is compiled once, whatever number of its kernels is launched, so a text of many kernels takes less time
than many texts. Warp does not check indices: a kernel that leaves its arrays may end this process or worse.

usage: python3 warp_worker.py        (from `mlir-rl kernels`, with a Python that has warp-lang)"""

import ctypes
import hashlib
import importlib.util
import json
import linecache
import os
import re
import sys

try:
    import warp

    VERSION = warp.config.version
except ImportError:
    VERSION = None

# Each operation rounds by itself, for any x86-64, and functions of the C library are called, not computed at compile
# time or replaced by others.
FLAGS = "-ffp-contract=off -fno-builtin"

# So many texts stay loaded: whoever launches a kernel often does it in a row, and a set has more than memory holds.
KEPT = 16

# What Warp says before the reason: Error while parsing function "f" at FILE:LINE:, the line, a semicolon.
PLACE = re.compile(r'^(Error while parsing function "[^"]*" at [^\n]*\n[^\n]*\n;)+')


def configure(folder):
    # Warp and kernels print to standard output, which is where answers go.
    log = os.open(os.path.join(folder, "log.txt"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    warp.config.kernel_cache_dir = os.path.join(folder, "compiled")
    warp.config.cpu_compiler_flags = FLAGS
    warp.config.enable_backward = False
    warp.config.line_directives = False
    warp.config.log_level = warp.LOG_ERROR
    warp.init()


def load(source, folder, loaded):
    """The text as a Python module. Warp reads the sources of kernels, so they have to be files."""
    name = "text_" + hashlib.sha256(source.encode()).hexdigest()[:16]
    if name not in loaded:
        path = os.path.join(folder, name + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        # Warp numbers functions of one name over all modules; a text's own names follow from the text alone.
        warp._src.context.function_key_counts.clear()
        spec.loader.exec_module(module)
        warp.set_module_options({"fuse_fp": False}, module=module)
        loaded[name] = module
        while len(loaded) > KEPT:
            forget(next(iter(loaded)), loaded)
    return loaded[name]


def forget(name, loaded):
    path = loaded.pop(name).__file__
    sys.modules.pop(name, None)
    warp._src.context.user_modules.pop(name, None)
    linecache.cache.pop(path, None)
    os.remove(path)


class Memory:
    """The buffers of one launch, taken in order."""

    def __init__(self, buffers):
        self.shapes = [tuple(buffer["shape"]) for buffer in buffers]
        data = [bytes.fromhex(buffer["bytes"]) for buffer in buffers]
        self.sizes = [len(item) for item in data]
        self.storage = [ctypes.create_string_buffer(item, len(item) + 16) for item in data]
        self.taken = 0

    def take(self, element, dims):
        number, self.taken = self.taken, self.taken + 1
        shape, size = self.shapes[number], self.sizes[number]
        expected = warp._src.types.type_size_in_bytes(element)
        for extent in shape:
            expected *= extent
        if len(shape) != dims or size != expected:
            raise ValueError(f"buffer {number} has shape {shape} and {size} bytes, not what the kernel wants")
        return number

    def array(self, kind):
        number = self.take(kind.dtype, kind.ndim)
        pointer = ctypes.addressof(self.storage[number])
        return warp.array(ptr=pointer, dtype=kind.dtype, shape=self.shapes[number], device="cpu")

    def value(self, kind):
        if isinstance(kind, warp._src.codegen.Struct):
            return self.struct(kind)
        data = self.storage[self.take(kind, 1)]
        if issubclass(kind, ctypes.Array):
            return kind.from_buffer_copy(data)
        return warp.array(ptr=ctypes.addressof(data), dtype=kind, shape=1, device="cpu").numpy()[0]

    def struct(self, kind):
        if not holds_arrays(kind):
            return kind.instance_type(kind.ctype.from_buffer_copy(self.storage[self.take(kind, 1)]))
        result = kind()
        for name, field in kind.vars.items():
            setattr(result, name, self.argument(field.type))
        return result

    def argument(self, kind):
        return self.array(kind) if isinstance(kind, warp.array) else self.value(kind)

    def contents(self):
        return [item.raw[:size].hex() for item, size in zip(self.storage, self.sizes)]


def holds_arrays(kind):
    if isinstance(kind, warp._src.codegen.Struct):
        return any(holds_arrays(field.type) for field in kind.vars.values())
    return isinstance(kind, warp.array)


def launch(kernel, dims, buffers):
    memory = Memory(buffers)
    arguments = [memory.argument(argument.type) for argument in kernel.adj.args]
    if memory.taken != len(buffers):
        raise ValueError(f"the kernel wants {memory.taken} buffers, not {len(buffers)}")
    warp.launch(kernel, dim=tuple(dims), inputs=arguments, device="cpu")
    return {"buffers": memory.contents()}


def texts(module, backward):
    """Names without Warp's hashes, and nothing of this machine."""
    before = dict(module.options)
    module.options |= {"enable_backward": backward, "strip_hash": True}
    try:
        return {form: text(module, target) for form, target in (("cpp", "cpu"), ("cuda", "cuda"))}
    finally:
        module.options.update(before)
        module.mark_modified()


def text(module, target):
    options = module.resolve_options(warp.config, block_dim=1 if target == "cpu" else None) | {"output_arch": 80}
    made = warp._src.context.ModuleBuilder(module, options, target=target).codegen(target)
    made = re.sub(r"^// /.*/text_\w+\.py:(\d+)$", r"// line \1", made, flags=re.MULTILINE)
    return f"// Made by NVIDIA Warp {VERSION}.\n{made.strip()}\n"


def reason(error):
    """Why Warp makes no text. What the machine lacks is no reason: this process ends of it, and may be started again."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) is not None:
        raise error
    message = PLACE.sub("", str(error)).strip()
    return message.split("\n")[0] or type(error).__name__


class Worker:
    """What lives from one request to the next."""

    def __init__(self):
        self.folder, self.loaded = None, {}

    def begin(self, folder):
        if VERSION is not None:
            configure(folder)
        self.folder = folder
        return {"warp": VERSION}

    def printed(self, start):
        """The end of what Warp and its compiler printed since then."""
        with open(os.path.join(self.folder, "log.txt"), "rb") as log:
            log.seek(start)
            return log.read()[-1000:].decode("utf-8", "replace").strip()

    def serve(self, request):
        kernel = getattr(load(request["source"], self.folder, self.loaded), request["kernel"], None)
        if not isinstance(kernel, warp.Kernel):
            return {"error": f"the text has no kernel {request['kernel']}"}
        if request.get("texts"):
            return texts(kernel.module, request["backward"])
        return launch(kernel, request["dims"], request["buffers"])

    def answer(self, request):
        if "folder" in request:
            return self.begin(request["folder"])
        start = os.fstat(1).st_size
        try:
            return self.serve(request)
        except Exception as error:  # whatever it is, the next kernel has its turn
            if request.get("texts"):
                return {"error": reason(error)}
            return {"error": f"{type(error).__name__}: {error}\n{self.printed(start)}".strip()}


def main():
    worker, answers = Worker(), os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        print(json.dumps(worker.answer(json.loads(line)), separators=(",", ":")), file=answers, flush=True)


if __name__ == "__main__":
    main()
