import warp as wp


@wp.kernel
def prefix_sum_deposit(
    deposit: wp.array(dtype=wp.int32),
    step_data: wp.array2d(dtype=wp.float32),
    is_start: wp.array2d(dtype=wp.int32),
    cumulative: wp.array2d(dtype=wp.int32),
):
    i = wp.tid()
    rank = deposit[i]
    level = -1000000
    for q in range(4):
        if is_start[i, q] != 1:
            level = -1000000
        energy = -wp.floor(step_data[i, q])
        parity = rank * int(energy * 8.0)
        if parity > level:
            level = parity
        cumulative[i, q] = level + parity * 4 * rank
