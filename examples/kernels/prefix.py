"""Running sums: each thread sums its own part, of 16 elements or fewer at the end."""

import warp as wp

PART = wp.constant(16)


@wp.kernel
def prefix(values: wp.array(dtype=wp.int64), sums: wp.array(dtype=wp.int64), totals: wp.array(dtype=wp.int64)):
    part = wp.tid()
    running = wp.int64(0)
    for k in range(PART):
        i = part * PART + k
        if i < values.shape[0]:
            running += values[i]
            sums[i] = running
    totals[part] = running
