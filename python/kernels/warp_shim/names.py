"""The module that a source imports as `wp`, and Python's names that mean something else in kernels."""

import math
import types

from . import compounds, functions, linear, memory, named, rand, spatial, values
from .scalars import SCALARS

FUNCTIONS = {}
for _room in (functions, linear, memory, named, rand, spatial):
    FUNCTIONS.update(_room.FUNCTIONS)

NUMBERS = {
    "pi": math.pi, "tau": math.tau, "e": math.e, "inf": math.inf, "nan": math.nan, "half_pi": math.pi / 2,
}  # fmt: skip
NUMBERS.update({name.upper(): number for name, number in NUMBERS.items()})


def _vector(length, dtype):
    return compounds.vector(dtype, int(length))


def _matrix(shape, dtype):
    return compounds.matrix(dtype, *map(int, shape))


class _ArrayName:
    """wp.array(dtype=..., ndim=2), wp.array2d(dtype=...), wp.array[...]."""

    def __init__(self, dims):
        self.dims = dims

    def __call__(self, dtype, ndim=None):
        return values.array(dtype, ndim or self.dims)

    __getitem__ = __call__


def _short_names():
    for scalar in SCALARS.values():
        for n in (2, 3, 4):
            for ending in ("", "f") if scalar.name == "float32" else (scalar.suffix,):
                if scalar.name != "bool":
                    yield f"vec{n}{ending}", compounds.vector(scalar, n)
                if scalar.is_float:
                    yield f"mat{n}{n}{ending}", compounds.matrix(scalar, n, n)


def make_warp():
    names = {**SCALARS, **FUNCTIONS, **NUMBERS, **dict(_short_names())}
    names["types"] = types.SimpleNamespace(vector=_vector, matrix=_matrix)
    names["array"] = _ArrayName(1)
    names.update({f"array{dims}d": _ArrayName(dims) for dims in (1, 2, 3, 4)})
    return types.SimpleNamespace(**names)


WARP = make_warp()
PYTHON = {
    "bool": SCALARS["bool"],
    "int": SCALARS["int32"],
    "float": SCALARS["float32"],
    **{name: FUNCTIONS[name] for name in ("len", "min", "max", "abs", "round", "pow")},
}
