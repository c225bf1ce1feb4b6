"""Kernels that break a rule in thread 2 of four, in the line that ends with a mark."""

import warp as wp


@wp.func
def sometimes(i: int):
    if i != 2:
        return i


@wp.kernel
def index(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[wp.where(i == 2, -1, i)] = 1  # here


@wp.kernel
def vector_index(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    v = wp.vec2i(i, i)
    if i == 2:
        v[i] = 1  # here


@wp.kernel
def bounds(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = wp.lower_bound(a, 0, 3 + i, 7)  # here


@wp.kernel
def no_value(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    if i != 2:
        x = i
    a[i] = x  # here


@wp.kernel
def zero(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = 7 % (i - 2)  # here


@wp.kernel
def zero_floor(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = 7 // (i - 2)  # here


@wp.kernel
def lowest(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    if i == 2:
        a[i] = (-2147483648 + a[i]) // -1  # here


@wp.kernel
def shift(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = int(wp.int8(1) << wp.int8(4 * i))  # here


@wp.kernel
def cast(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = int(wp.uint8(float(i) * 130.0))  # here


@wp.kernel
def step(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    for k in range(0, 3, i - 2):  # here
        a[i] += k


@wp.kernel
def assertion(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    assert i != 2 or a[i] > 0, "thread 2"  # here


@wp.kernel
def no_return(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    a[i] = sometimes(i)


@wp.kernel
def draw(a: wp.array(dtype=wp.int32)):
    i = wp.tid()
    state = wp.rand_init(i)
    a[i] = wp.randi(state, i, 2)  # here
