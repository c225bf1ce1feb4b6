import warp as wp


@wp.kernel
def accumulate_rows_deposit(
    deposit: wp.array(dtype=wp.int32),
    step_data: wp.array2d(dtype=wp.float32),
    is_start: wp.array2d(dtype=wp.int32),
    prefix: wp.array2d(dtype=wp.int32),
):
    i = wp.tid()
    rank = deposit[i]
    level = -1000000
    for q in range(4):
        x = step_data[i, q]
        if is_start[i, q] != 1:
            level = -1000000
        flow = step_data[q, q] - x + step_data[q, q]
        phase = rank - int(flow * 16.0)
        if phase > level:
            level = phase
        prefix[i, q] = level
