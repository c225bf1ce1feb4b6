"""Random numbers, by the words of the table of builtins. Python's numbers cannot be changed in place, so a draw is two
calls: `body` writes state = pcg(state) and gives that, after the bounds, to a function of DRAWS."""

import math

import numpy as np

from .compounds import vector
from .faults import DIVISION, Fault
from .functions import LIBRARY
from .scalars import FLOAT32, INT32, UINT32


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


TAU = np.float32(2 * math.pi)


def _vector(*components):
    return vector(FLOAT32, len(components))(*components)


def triangle(first, second):
    root = LIBRARY["sqrt"](unit(first))
    return _vector(np.float32(1) - root, unit(second) * root)


def _wave(name, state):
    return LIBRARY[name](TAU * unit(state))


def ring(state):
    return _vector(_wave("cos", state), _wave("sin", state))


def disk(first, second):
    radius = LIBRARY["sqrt"](unit(first))
    return _vector(radius * _wave("cos", second), radius * _wave("sin", second))


def _sphere(reach):
    """Of states for the angle from the pole, the one around it and, inside, the distance."""

    def draw(first, second, third=None):
        polar = LIBRARY["acos"](np.float32(1) - np.float32(reach) * unit(first))
        radius = np.float32(1) if third is None else LIBRARY["pow"](unit(third), np.float32(1 / 3))
        aside = LIBRARY["sin"](polar)
        x, y = radius * _wave("cos", second) * aside, radius * _wave("sin", second) * aside
        return _vector(x, y, radius * LIBRARY["cos"](polar))

    return draw


def box(*states):
    return _vector(*(unit(state) - np.float32(0.5) for state in states))


FUNCTIONS = {"rand_init": rand_init}
DRAWS = {
    "randi": (1, lambda *operands: INT32(bits(*operands))),
    "randu": (1, bits),
    "randf": (1, unit),
    "randn": (2, normal),
    "sample_triangle": (2, triangle),
    "sample_unit_ring": (1, ring),
    "sample_unit_disk": (2, disk),
    "sample_unit_sphere_surface": (2, _sphere(2)),
    "sample_unit_sphere": (3, _sphere(2)),
    "sample_unit_hemisphere_surface": (2, _sphere(1)),
    "sample_unit_hemisphere": (3, _sphere(1)),
    "sample_unit_square": (2, box),
    "sample_unit_cube": (3, box),
}  # how many new states each takes
