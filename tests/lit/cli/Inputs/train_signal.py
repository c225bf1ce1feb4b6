"""train_signal.py INT|KILL RUN COMMAND...: sends the signal once the run's folder holds a checkpoint and some more.

Prints what the command prints. INT: exits with its code."""
import pathlib
import subprocess
import sys
import time

name, run = sys.argv[1], pathlib.Path(sys.argv[2])
process = subprocess.Popen(sys.argv[3:], stdout=subprocess.PIPE)
end = time.monotonic() + 60
while process.poll() is None and time.monotonic() < end:
    if any(run.glob("checkpoints/*.safetensors")):
        break
    time.sleep(0.01)
assert process.poll() is None, "it ended too early"
process.send_signal(2 if name == "INT" else 9)
sys.stdout.write(process.communicate(timeout=60)[0].decode())
sys.exit(process.returncode if name == "INT" else 0)
