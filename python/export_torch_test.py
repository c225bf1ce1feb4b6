#!/usr/bin/env python3
"""Tests of export_torch.py. Needs what `make peers` installs:  .venv-peers/bin/python python/export_torch_test.py"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import torch

import export_torch

SCRIPT = Path(__file__).with_name("export_torch.py")
MODEL = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.table, self.line = nn.Embedding(7, 4), nn.Linear(4, 5)
    def forward(self, ids, x):
        return torch.tanh(self.line(self.table(ids))) + x

net = nn.Linear(4, 5)
number = 3
"""


class ExportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.target = self.folder / "out.mlir"
        (self.folder / "model.py").write_text(MODEL)

    def run_script(self, *words):
        command = [sys.executable, str(SCRIPT), *words, "-o", str(self.target)]
        return subprocess.run(command, capture_output=True, text=True, cwd=self.folder)

    def signature(self):
        return re.search(r"func\.func @\w+\(.*", self.target.read_text()).group(0)

    def test_example_holds_its_weights(self):
        done = self.run_script("mlp")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("@main(%arg0: tensor<32x64xf32>) -> tensor<32x10xf32>", self.signature())
        digits = sum(len(blob) for blob in re.findall(r'"0x([0-9A-F]+)"', self.target.read_text()))
        self.assertGreaterEqual(digits, 8 * (64 * 128 + 128 + 128 * 10 + 10))

    def test_stock_tools_read_it(self):
        if not shutil.which("mlir-opt-22"):
            self.skipTest("no mlir-opt-22")
        self.assertEqual(self.run_script("cnn").returncode, 0)
        done = subprocess.run(["mlir-opt-22", str(self.target), "-o", os.devnull], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_it_computes_the_same(self):
        try:
            from iree import compiler, runtime
        except ImportError:
            self.skipTest("no IREE to run it with")
        module, x = export_torch.find_module("mlp"), torch.randn(32, 64)
        export_torch.export(module, x, self.target)
        code = compiler.compile_file(
            str(self.target), target_backends=["llvm-cpu"], extra_args=["--iree-llvmcpu-target-cpu=host"]
        )
        loaded = runtime.load_vm_flatbuffer(code, driver="local-sync")
        got = torch.from_numpy(loaded.main(x.numpy()).to_host().copy())
        with torch.no_grad():
            torch.testing.assert_close(got, module(x), rtol=1e-4, atol=1e-5)

    def test_own_file_two_arguments(self):
        done = self.run_script("model.py:Net", "--shape", "3xi64", "--shape", "3x5", "--entry", "net")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("@net(%arg0: tensor<3xi64>, %arg1: tensor<3x5xf32>) -> tensor<3x5xf32>", self.signature())

    def test_an_instance_and_onnx(self):
        onnx = self.folder / "out.onnx"
        done = self.run_script("model.py:net", "--shape", "2x4", "--onnx", str(onnx))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(onnx.stat().st_size, 4 * (4 * 5 + 5))

    def test_wrong_usage_is_said_and_writes_nothing(self):
        for words, said in [
            (["model.py:net"], "--shape is needed"),
            (["model.py:net", "--shape", "2x?"], "2x?"),
            (["model.py:net", "--shape", "2x0"], "positive"),
            (["model.py:missing", "--shape", "2x4"], "has no missing"),
            (["model.py:number", "--shape", "2x4"], "neither"),
            (["other.py:net", "--shape", "2x4"], "no such file"),
            (["nothing", "--shape", "2x4"], "want FILE.py:NAME"),
        ]:
            done = self.run_script(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn(said, done.stderr)
            self.assertEqual(list(self.folder.glob("out*")), [])

    def test_what_torch_refuses_is_said(self):
        done = self.run_script("model.py:net", "--shape", "2x3")  # the layer takes 4 values, not 3
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot be exported", done.stderr)
        self.assertEqual(list(self.folder.glob("out*")), [])


if __name__ == "__main__":
    unittest.main()
