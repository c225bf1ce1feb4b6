"""PyTorch: eager, eager into existing tensors (out=), and torch.compile with frozen weights."""

from peers.runtimes import NotOffered, Prepared, empty_outputs


def prepare(job):
    import torch

    from peers import programs

    torch.set_num_threads(1)
    inputs = [torch.from_numpy(array) for array in job.inputs]
    if job.options["variant"] == "out":
        return _with_out(torch, programs.PROGRAMS[job.name].out, inputs, job.output_types)
    module = programs.build(job.name, job.mlir)
    if job.options["variant"] == "compile":
        torch._dynamo.reset()  # or the shapes of the program before would make this one's dynamic
        torch._inductor.config.freezing = True
        module = torch.compile(module, dynamic=False)
    return _eager(torch, module, inputs)


def _eager(torch, module, inputs):
    last = [None]

    def call():
        last[0] = module(*inputs)

    guard = torch.inference_mode()
    guard.__enter__()  # for the life of this program's process: entering it is no part of the call
    return Prepared(call, lambda: [last[0].numpy()], torch.__version__, [guard])


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
