"""One step of a bitonic sort: pairs of elements whose indices differ in one bit."""

import warp as wp


@wp.func
def ordered(a: wp.int32, b: wp.int32, rising: bool):
    if (a > b) == rising:
        return b, a
    return a, b


@wp.kernel
def bitonic_step(keys: wp.array(dtype=wp.int32), distance: int, block: int):
    i = wp.tid()
    partner = i ^ distance
    if partner <= i or partner >= keys.shape[0]:
        return
    low, high = ordered(keys[i], keys[partner], (i & block) == 0)
    keys[i] = low
    keys[partner] = high
