"""The integral of a smooth function over each thread's interval, by Simpson's rule."""

import math

import warp as wp


@wp.func
def f(x: wp.float64):
    return wp.exp(-x * x) * wp.cos(wp.float64(2.0) * x)


@wp.func
def f(x: wp.float32):
    return wp.exp(-x * x) * wp.cos(2.0 * x)


@wp.kernel
def simpson(intervals: int, width: wp.float64, result: wp.array(dtype=wp.float64)):
    i = wp.tid()
    a = wp.float64(i) * width
    h = width / wp.float64(intervals)
    total = f(a) + f(a + width)
    for k in range(1, intervals):
        weight = wp.float64(4.0) if k % 2 == 1 else wp.float64(2.0)
        total += weight * f(a + wp.float64(k) * h)
    result[i] = total * h / wp.float64(3.0)


@wp.kernel
def midpoint(result: wp.array(dtype=wp.float32)):
    i = wp.tid()
    width = wp.static(math.pi / 64.0)
    result[i] = f((float(i) + 0.5) * width) * width
