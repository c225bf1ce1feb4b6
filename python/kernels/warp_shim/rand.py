"""Random numbers, by the words of the table of builtins. Python's numbers cannot be changed in place, so a draw is two
calls: `body` writes state = pcg(state) and gives that, after the bounds, to a function of DRAWS."""

import math

import numpy as np

from .faults import DIVISION, Fault
from .functions import LIBRARY
from .scalars import INT32, UINT32


def pcg(state):
    state = int(state)
    b = (state * 747796405 + 2891336453) & 0xFFFFFFFF
    c = (((b >> ((b >> 28) + 4)) ^ b) * 277803737) & 0xFFFFFFFF
    return UINT32((c >> 22) ^ c)


def rand_init(seed, offset=None):
    return pcg(UINT32(seed) if offset is None else UINT32(seed) + pcg(UINT32(offset)))


def bits(*operands):
    """Of (state) or (low, high, state)."""
    *bounds, state = operands
    if not bounds:
        return state
    low, high = map(UINT32, bounds)
    if low == high:
        raise Fault(DIVISION)
    return state % (high - low) + low


def unit(*operands):
    """Of (state) or (low, high, state)."""
    *bounds, state = operands
    drawn = np.float32(int(state) >> 8) / np.float32(1 << 24)
    return (bounds[1] - bounds[0]) * drawn + bounds[0] if bounds else drawn


def normal(first, second):
    radius = LIBRARY["sqrt"](np.float32(-2) * LIBRARY["log"](unit(first) + np.float32(5.96e-8)))
    return radius * LIBRARY["cos"](np.float32(2 * math.pi) * unit(second))


FUNCTIONS = {"rand_init": rand_init}
DRAWS = {
    "randi": (1, lambda *operands: INT32(bits(*operands))),
    "randu": (1, bits),
    "randf": (1, unit),
    "randn": (2, normal),
}  # how many new states each takes
