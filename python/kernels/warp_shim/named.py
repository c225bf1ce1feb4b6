"""Operators by the names of Warp's functions for them."""

import operator

import numpy as np

from . import compounds, scalars

FUNCTIONS = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": compounds.divide,
    "floordiv": compounds.divide_down, "mod": compounds.modulo_of, "neg": operator.neg, "pos": operator.pos,
    "lshift": scalars.shift_up, "rshift": scalars.shift_down, "bit_and": operator.and_, "bit_or": operator.or_,
    "bit_xor": operator.xor, "invert": operator.invert, "unot": np.logical_not,
}  # fmt: skip
