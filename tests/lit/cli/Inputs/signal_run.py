"""signal_run.py INT|KILL COMMAND...: sends the signal while candidates are being measured, and looks at what is left.

INT: prints what the command prints; exits with its code. KILL: fails unless every process it started is gone soon."""
import os
import pathlib
import signal
import subprocess
import sys
import time


def parent_of(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def descendants(root):
    """Workers, and the candidates in them."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            children.setdefault(parent_of(entry), []).append(int(entry))
    workers = children.get(root, [])
    return workers, [candidate for worker in workers for candidate in children.get(worker, [])]


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.01)
    sys.exit("waited in vain")


def busy(root):
    """Workers and candidates, when there are candidates: they live for milliseconds, so both are of one look."""
    workers, candidates = descendants(root)
    return (workers, candidates) if candidates else None


def run(process):
    wait_until(lambda: busy(process.pid) or process.poll() is not None)
    time.sleep(1)  # a few candidates
    found = wait_until(lambda: busy(process.pid) or process.poll() is not None)
    assert process.poll() is None, "it ended too early"
    workers, candidates = found
    if sys.argv[1] == "KILL":
        process.kill()
        process.wait()
        wait_until(lambda: not any(alive(pid) for pid in workers + candidates), 20)
        return 0
    process.send_signal(signal.SIGINT)
    sys.stdout.write(process.communicate(timeout=120)[0].decode())
    assert not any(alive(pid) for pid in workers)
    return process.returncode


process = subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE)
try:
    sys.exit(run(process))
finally:
    process.kill()  # of a test that failed nothing stays behind
