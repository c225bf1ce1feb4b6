"""OpenVINO's CPU plugin: one stream, one thread, float32 all through (its default on some CPUs is bfloat16)."""

from peers.runtimes import Prepared, empty_outputs


def prepare(job):
    import openvino

    core = openvino.Core()
    config = {
        "INFERENCE_NUM_THREADS": 1,
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
