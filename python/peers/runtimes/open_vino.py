"""OpenVINO's CPU plugin: one stream, float32 all through (its default on some CPUs is bfloat16)."""

from peers.runtimes import NotOffered, Prepared, empty_outputs


def load():
    import openvino  # noqa: F401


def prepare(job):
    import openvino

    if not job.onnx:
        raise NotOffered("there is no ONNX model of it")

    core = openvino.Core()
    config = {
        "INFERENCE_NUM_THREADS": job.threads,
        "NUM_STREAMS": 1,
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "f32",
        "ENABLE_CPU_PINNING": False,  # the process is pinned already
    }
    request = core.compile_model(job.onnx, "CPU", config).create_infer_request()
    outputs = empty_outputs(job.output_types)
    for index, array in enumerate(job.inputs):
        request.set_input_tensor(index, openvino.Tensor(array, shared_memory=True))
    for index, array in enumerate(outputs):
        request.set_output_tensor(index, openvino.Tensor(array, shared_memory=True))
    # start and wait, not infer(): that one builds a dictionary of the results at each call
    call = lambda: (request.start_async(), request.wait())
    return Prepared(call, lambda: outputs, openvino.__version__.split("-")[0], [core, request])
