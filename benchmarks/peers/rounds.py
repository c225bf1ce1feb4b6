"""One interleaved run: in every round each runtime makes one burst of calls, in an order that changes."""

import random
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from peers.child import WARM_CALLS

BURST_SECONDS = 0.02  # long enough to warm caches and the clock again after another process ran here
MOST_CALLS = 200
FEWEST_CALLS = 3
PREPARE_SECONDS = 300
BURST_LIMIT_SECONDS = 120


@dataclass
class Timed:
    """One runtime's answers for one program."""

    status: str = "measured"  # or "not installed", "not offered", "failed"
    why: str = ""
    version: str = ""
    calls: int = 0  # a burst
    samples: list = field(default_factory=list)  # seconds; a round's sample is the median call of its burst
    fastest: float = float("inf")  # seconds, over all calls
    outputs: str = ""  # .npz

    def fail(self, answer):
        self.status, self.why = answer["status"], answer["why"]


def prepare(process, order):
    """Lets a child build its program and call it once; decides how many calls make a burst."""
    answer = process.ask({"prepare": order}, PREPARE_SECONDS)
    timed = Timed(outputs=order["outputs"])
    if "status" in answer:
        timed.fail(answer)
        return timed
    timed.version = answer["version"]
    timed.calls = int(min(MOST_CALLS, max(FEWEST_CALLS, BURST_SECONDS / max(answer["seconds"], 1e-7))))
    return timed


def _one_burst(process, timed):
    answer = process.ask({"burst": timed.calls, "warm": WARM_CALLS}, BURST_LIMIT_SECONDS)
    if "status" in answer:
        timed.fail(answer)
        return
    timed.samples.append(median(answer["seconds"]))
    timed.fastest = min(timed.fastest, min(answer["seconds"]))


def interleave(processes, timed, rounds, seed):
    """Adds `rounds` samples to each entry of `timed` that is still measured. Keys of both: runtime names."""
    order = random.Random(seed)
    for _ in range(rounds):
        names = [name for name in timed if timed[name].status == "measured"]
        order.shuffle(names)
        for name in names:
            _one_burst(processes[name], timed[name])


def quartiles(values):
    """{minimum, q1, median, q3} of a list of numbers."""
    low, mid, high = np.percentile(values, [25, 50, 75])
    return {"minimum": min(values), "q1": float(low), "median": float(mid), "q3": float(high)}


def paired_ratio(peer, ours):
    """Quartiles of peer / ours, round by round: above 1, ours is faster. Noise that lasts longer than a round is in
    both and cancels."""
    return quartiles([p / o for p, o in zip(peer.samples, ours.samples, strict=True)])
