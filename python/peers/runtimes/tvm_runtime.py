"""TVM: the exported model, tuned by MetaSchedule with as many trials as the variant says; tuning is part of preparing.

Its builders and its runner are processes of their own on the same cores; all else as it comes."""

import shutil
from pathlib import Path

from peers.runtimes import NotOffered, Prepared

# A builder imports all of TVM's tensor intrinsics at its start, which alone takes longer than the 30 s it is given.
BUILD_SECONDS = 300


def load():
    import onnx  # noqa: F401
    import tvm.relax.frontend.onnx
    import tvm.s_tir.meta_schedule  # noqa: F401
    import xgboost  # noqa: F401  (its cost model)


def _tuned(job, target):
    import onnx
    import tvm
    from tvm.relax import transform
    from tvm.relax.frontend.onnx import from_onnx
    from tvm.s_tir import meta_schedule

    module = from_onnx(onnx.load(job.onnx), keep_params_in_input=False)
    # Tasks are found in functions of loops, so the operators are lowered first, as compile_relax does.
    passes = (transform.LegalizeOps, transform.AnnotateTIROpPattern, transform.FoldConstant, transform.FuseOps)
    with target:
        module = tvm.transform.Sequential([make() for make in (*passes, transform.FuseTIR)])(module)
    records = Path(job.folder) / "tvm"
    shutil.rmtree(records, ignore_errors=True)
    builder = meta_schedule.builder.LocalBuilder(timeout_sec=BUILD_SECONDS)
    database = meta_schedule.relax_integration.tune_relax(
        module, {}, target, str(records), int(job.variant), builder=builder, seed=1
    )
    return meta_schedule.relax_integration.compile_relax(database, module, target, {})


def prepare(job):
    import tvm
    from tvm import relax

    if not job.onnx:
        raise NotOffered("there is no ONNX model of it")
    cpu = tvm.target.codegen.llvm_get_system_cpu()
    target = tvm.target.Target({"kind": "llvm", "mcpu": cpu, "num-cores": job.threads})
    machine = relax.VirtualMachine(_tuned(job, target), tvm.cpu())
    inputs = [tvm.runtime.tensor(array) for array in job.inputs]
    machine.set_input("main", *inputs)

    def call():
        machine.invoke_stateful("main")

    def outputs():
        last = machine.get_outputs("main")
        return [one.numpy() for one in (last if len(job.output_types) > 1 else [last])]

    return Prepared(call, outputs, tvm.__version__, [machine, inputs])
