#!/usr/bin/env python3
"""check-rooms.py finds what is planted and accepts what is allowed."""
import importlib.util
import pathlib
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent / "check-rooms.py"
spec = importlib.util.spec_from_file_location("check_rooms", SCRIPT)
check_rooms = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_rooms)

TABLE = """
mlir_rl_room(support DEPS CLI11::CLI11)
mlir_rl_room(flow DEPS mlir_rl_support)
mlir_rl_room(program MLIR DEPS mlir_rl_flow)  # mlir_rl_room(comment DEPS mlir_rl_nowhere)
mlir_rl_room(nest DEPS mlir_rl_flow)
mlir_rl_room(schedule DEPS mlir_rl_nest)
mlir_rl_room(store DEPS SQLite::SQLite3)
"""


class CheckRooms(unittest.TestCase):
    def found(self, files, table=TABLE):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {"mlir_rl/CMakeLists.txt": table, **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return list(check_rooms.violations(root))

    def test_allowed(self):
        self.assertEqual([], self.found({
            "mlir_rl/schedule/a.cc": '#include "mlir_rl/nest/n.h"\n#include "mlir_rl/flow/f.h"\n#include <vector>\n'
                                     '#include "mlir_rl/support/s.h"\n#include "mlir_rl/schedule/b.h"\n',
            "mlir_rl/program/p.cc": '#include "mlir/IR/Builders.h"\n#include "llvm/ADT/Twine.h"\n',
            "mlir_rl/store/s.cc": "#include <sqlite3.h>\n",
            "tools/mlir-rl/m.cc": '#include "mlir/IR/Builders.h"\n#include "mlir_rl/store/s.h"\n',
        }))

    def test_room_not_named(self):
        found = self.found({"mlir_rl/nest/a.cc": '\n#include "mlir_rl/schedule/b.h"\n'})
        self.assertEqual(1, len(found))
        self.assertTrue(found[0].startswith("mlir_rl/nest/a.cc:2: "), found)

    def test_mlir_outside_its_rooms(self):
        for header in ("mlir/IR/Builders.h", "llvm/ADT/Twine.h", "mlir-c/IR.h"):
            self.assertEqual(1, len(self.found({"mlir_rl/nest/a.h": f'#include "{header}"\n'})), header)

    def test_library_not_linked(self):
        self.assertEqual(1, len(self.found({"mlir_rl/nest/a.cc": "#  include <sqlite3.h>\n"})))
        self.assertEqual(1, len(self.found({"mlir_rl/nest/a.cc": "#include <CLI/CLI.hpp>\n"})))

    def test_torch_and_mlir_in_one_file(self):
        both = "#include <torch/torch.h>\n#include <llvm/ADT/Twine.h>\n"
        self.assertEqual(1, len(self.found({"tools/x/a.cc": both})))
        self.assertEqual([], self.found({"tools/x/a.cc": "#include <torch/torch.h>\n"}))

    def test_ways_around(self):
        self.assertEqual(1, len(self.found({"mlir_rl/nest/a.cc": '#include "../schedule/b.h"\n'})))
        self.assertEqual(1, len(self.found({"mlir_rl/unknown/a.cc": "\n"})))
        self.assertEqual(1, len(self.found({"mlir_rl/nest/a.cc": '#include "mlir_rl/unknown/a.h"\n'})))

    def test_table_runs_downwards(self):
        upwards = "mlir_rl_room(a DEPS mlir_rl_b)\nmlir_rl_room(b)\n"
        self.assertEqual(1, len(self.found({}, upwards)))
        self.assertEqual(1, len(self.found({}, "nothing\n")))

    def test_this_repository(self):
        self.assertEqual([], list(check_rooms.violations(SCRIPT.parent.parent)))


if __name__ == "__main__":
    unittest.main()
