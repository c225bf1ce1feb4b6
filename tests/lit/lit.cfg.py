# One file per behaviour, run by stock tools with our plugin. CMake writes the folders into lit.site.cfg.py.
#   %mlir_opt        stock mlir-opt with our passes     %mlir_rl     the command line
#   %mlir_translate  stock mlir-translate               %benchmarks  folder of the shipped programs
#   %plugin          our passes as a library for it
#   %exits CODE CMD  fails unless the command exits with CODE (lit's own shell knows neither $? nor test)
#   FileCheck, not, split-file, count and the other test tools of LLVM are on the PATH.
#   REQUIRES: warp   NVIDIA Warp, which `make kernel-tools` installs
import glob
import os

import lit.formats

config.name = "mlir-rl"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_dir, "tests", "lit")
config.environment["PATH"] = os.path.dirname(config.file_check) + os.pathsep + config.environment["PATH"]
# Records and proofs of these tests stay out of the user's own folder.
config.environment["MLIR_RL_STORE"] = os.path.join(config.test_exec_root, "store", "records.db")
if glob.glob(os.path.join(config.source_dir, ".venv-kernels/lib/python3*/site-packages/warp")):
    config.available_features.add("warp")
plugin = os.path.join(config.build_dir, "lib", "libmlir-rl-plugin.so")
config.substitutions += [
    ("%exits", os.path.join(os.path.dirname(__file__), "exits.sh")),
    ("%mlir_opt", f"{config.mlir_opt} --load-pass-plugin={plugin}"),
    ("%plugin", plugin),
    ("%mlir_translate", config.mlir_translate),
    ("%benchmarks", os.path.join(config.source_dir, "benchmarks")),
    ("%examples", os.path.join(config.source_dir, "examples")),
    ("%mlir_rl", os.path.join(config.build_dir, "mlir-rl")),
]
