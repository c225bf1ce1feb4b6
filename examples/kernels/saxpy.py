"""y = alpha x + y, one thread an element."""

import warp as wp


@wp.kernel
def saxpy(alpha: float, x: wp.array(dtype=float), y: wp.array(dtype=float)):
    i = wp.tid()
    if i < x.shape[0]:
        y[i] = alpha * x[i] + y[i]
