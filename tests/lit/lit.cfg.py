# One file per behaviour, run by stock tools with our plugin. CMake writes the folders into lit.site.cfg.py.
import os

import lit.formats

config.name = "mlir-rl"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_dir, "tests", "lit")
plugin = os.path.join(config.build_dir, "lib", "libmlir-rl-plugin.so")
config.substitutions += [
    ("%mlir_opt", f"{config.mlir_opt} --load-pass-plugin={plugin}"),
    ("%mlir_translate", config.mlir_translate),
    ("%benchmarks", os.path.join(config.source_dir, "benchmarks")),
    ("%mlir_rl", os.path.join(config.build_dir, "mlir-rl")),
    ("FileCheck", config.file_check),
]
