"""PyTorch: eager, eager into existing tensors (out=), torch.jit, and torch.compile with frozen weights."""

import os
import re

from peers.runtimes import NotOffered, Prepared, empty_outputs

ONE_CALL = re.compile(r"\w+ = (torch\.\w+)\((.*)\)$")
MOVED = re.compile(r"\w+ = (\w+\.permute\([\d, ]*\))$")


def load():
    # Or two threads of OpenMP that slept between turns may wake on one core, and share it for the whole burst. Only here:
    # this binds the first thread too, and threads that other runtimes start themselves would inherit its one core.
    os.environ.setdefault("OMP_PROC_BIND", "true")
    os.environ.setdefault("OMP_PLACES", "cores")
    import torch  # noqa: F401


def prepare(job):
    import torch

    from peers import programs

    torch.set_num_threads(job.threads)
    inputs = [torch.from_numpy(array) for array in job.inputs]
    if job.variant == "out":
        return _with_out(torch, _out_of(torch, programs, job), inputs, job.output_types)
    module = programs.build(job.name, job.mlir)
    if job.variant == "compile":
        torch._dynamo.reset()  # or the shapes of the program before would make this one's dynamic
        torch._inductor.config.freezing = True
        module = torch.compile(module, dynamic=False)
    if job.variant == "jit":
        module = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(module, tuple(inputs))))
    return _eager(torch, module, inputs)


def _eager(torch, module, inputs):
    last = [None]

    def call():
        last[0] = module(*inputs)

    def outputs():
        results = last[0] if isinstance(last[0], tuple) else (last[0],)
        return [result.numpy() for result in results]

    guard = torch.inference_mode()
    guard.__enter__()  # for the life of this program's process: entering it is no part of the call
    return Prepared(call, outputs, torch.__version__, [guard])


def _out_of(torch, programs, job):
    """(*inputs, output) -> writes output; None where there is no such form."""
    from peers import mlir_text, torch_text

    body = torch_text.body_of(job.mlir)
    if body is None:
        program = programs.PROGRAMS.get(job.name)
        return program and program.out
    if len(body) != 1:
        return None
    names = ", ".join(f"arg{i}" for i in range(len(job.inputs)))
    constants = mlir_text.read_constants(job.mlir)
    scope = {"torch": torch} | {name: torch.from_numpy(values.copy()) for name, values in constants.items()}
    if call := ONE_CALL.match(body[0]):
        return eval(f"lambda {names}, out0: {call.group(1)}({call.group(2)}, out=out0)", scope)
    if moved := MOVED.match(body[0]):
        return eval(f"lambda {names}, out0: out0.copy_({moved.group(1)})", scope)
    return None


def _with_out(torch, out, inputs, types):
    if out is None:
        raise NotOffered("PyTorch has no form of it that writes into an existing tensor")
    arrays = empty_outputs(types)
    tensor = torch.from_numpy(arrays[0])

    def call():
        out(*inputs, tensor)

    guard = torch.inference_mode()
    guard.__enter__()
    return Prepared(call, lambda: arrays, torch.__version__, [guard, tensor])
