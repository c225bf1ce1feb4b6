"""What a reader must know of the machine that a table was measured on."""

import os
import platform
from pathlib import Path


def _cpu_field(name):
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _read(path):
    try:
        return Path(path).read_text().strip()
    except OSError:
        return None


def _caches():
    caches = {}
    for index in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        kind = _read(index / "type")
        if kind and kind != "Instruction":
            caches[f"L{_read(index / 'level')}"] = _read(index / "size")
    return caches


def describe():
    """Plain values for the JSON report."""
    flags = _cpu_field("flags").split()
    return {
        "cpu": _cpu_field("model name"),
        "family_model_stepping": "/".join(_cpu_field(key) for key in ("cpu family", "model", "stepping")),
        "cores": os.cpu_count(),
        "vector": "avx512" if "avx512f" in flags else "avx2" if "avx2" in flags else "sse2",
        "caches": _caches(),
        "governor": _read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        "huge_pages": _read("/sys/kernel/mm/transparent_hugepage/enabled"),
        "hypervisor": "hypervisor" in flags,
        "kernel": platform.release(),
        "python": platform.python_version(),
    }


def load():
    """The load average of the last minute."""
    return os.getloadavg()[0]


def stolen_seconds():
    """Seconds that the hypervisor gave to others since boot, all cores."""
    fields = Path("/proc/stat").read_text().splitlines()[0].split()
    return int(fields[8]) / os.sysconf("SC_CLK_TCK") if len(fields) > 8 else 0.0
