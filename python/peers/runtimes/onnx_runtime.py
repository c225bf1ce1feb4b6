"""onnxruntime's CPU provider; inputs and outputs are bound once, outputs are written in place."""

from peers.runtimes import NotOffered, Prepared, empty_outputs


def load():
    import onnxruntime  # noqa: F401


def prepare(job):
    import onnxruntime

    if not job.onnx:
        raise NotOffered("there is no ONNX model of it")

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = job.threads
    options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(job.onnx, options, providers=["CPUExecutionProvider"])
    outputs = empty_outputs(job.output_types)
    binding = session.io_binding()
    for slot, array in zip(session.get_inputs(), job.inputs, strict=True):
        binding.bind_input(slot.name, "cpu", 0, array.dtype.type, array.shape, array.ctypes.data)
    for slot, array in zip(session.get_outputs(), outputs, strict=True):
        binding.bind_output(slot.name, "cpu", 0, array.dtype.type, array.shape, array.ctypes.data)
    call = lambda: session.run_with_iobinding(binding)
    return Prepared(call, lambda: outputs, onnxruntime.__version__, [session, binding])
