"""IREE: the same .mlir file through iree-compile for this CPU, run by the local device."""

from pathlib import Path

from peers.runtimes import Prepared

FLAGS = ["--iree-llvmcpu-target-cpu=host", "--iree-opt-level=O3"]


def _compile(job):
    from iree.compiler import tools

    target = Path(job.folder) / f"{job.name}.vmfb"
    if not target.exists() or target.stat().st_mtime < Path(job.mlir).stat().st_mtime:
        tools.compile_file(job.mlir, target_backends=["llvm-cpu"], extra_args=FLAGS, output_file=str(target))
    return target.read_bytes()


def load():
    import iree.compiler.tools
    import iree.compiler.version
    import iree.runtime  # noqa: F401


def _device(runtime, threads):
    if threads == 1:
        return "local-sync"
    runtime.flags.parse_flags(f"--task_topology_group_count={threads}")
    return "local-task"


def prepare(job):
    import iree.compiler.version
    import iree.runtime as runtime

    config = runtime.Config(_device(runtime, job.threads))
    module = runtime.VmModule.copy_buffer(config.vm_instance, _compile(job))
    context = runtime.SystemContext(vm_modules=[module], config=config).vm_context
    function = module.lookup_function("main")
    inputs = [runtime.asdevicearray(config.device, array) for array in job.inputs]
    arguments = runtime.VmVariantList(len(inputs))
    for array in inputs:
        arguments.push_ref(array._buffer_view)
    results = [None]

    # the runtime's own Python wrapper packs arguments at each call; this is the call alone
    def call():
        results[0] = runtime.VmVariantList(1)
        context.invoke(function, arguments, results[0])

    def outputs():
        views = (results[0].get_as_object(i, runtime.HalBufferView) for i in range(len(job.output_types)))
        return [runtime.DeviceArray(config.device, view).to_host() for view in views]

    version = iree.compiler.version.VERSION
    return Prepared(call, outputs, version, [config, module, inputs, arguments])
