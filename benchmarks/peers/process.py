"""The parent's side of a child process (child.py)."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "TORCH_NUM_THREADS")
}


def environment():
    """One thread, and `peers` importable."""
    return os.environ | ONE_THREAD | {"PYTHONPATH": str(FOLDER), "PYTHONWARNINGS": "ignore"}


class Process:
    """A child that runs one runtime, pinned to `core`. ask() never raises for what the child does: a death or a
    time-out is an answer {"status": "failed"}, and the next ask() starts a new child."""

    def __init__(self, runtime, core, log):
        self.runtime, self.core, self.log, self.child = runtime, core, log, None

    def _start(self):
        command = [sys.executable, "-m", "peers.child", str(self.core), self.runtime]
        log = open(self.log, "ab")
        self.child = subprocess.Popen(
            command, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0
        )
        log.close()

    def _lost(self, why):
        self.child.kill()
        code = self.child.wait()
        self.child = None
        return {"status": "failed", "why": f"{why} (exit {code}; see {self.log})"}

    def ask(self, message, timeout):
        """Sends one command and waits for its answer for at most `timeout` seconds."""
        if self.child is None:
            self._start()
        try:
            self.child.stdin.write((json.dumps(message) + "\n").encode())
        except BrokenPipeError:
            return self._lost("its process died")
        line = b""
        while not line.endswith(b"\n"):
            if not select.select([self.child.stdout], [], [], timeout)[0]:
                return self._lost(f"no answer within {timeout} s")
            part = os.read(self.child.stdout.fileno(), 1 << 16)
            if not part:
                return self._lost("its process died")
            line += part
        return json.loads(line)

    def stop(self):
        if self.child is not None:
            self.child.stdin.close()
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
            self.child = None
