import warp as wp


@wp.kernel
def repeat_step(
    history: wp.array2d(dtype=wp.float16),
    series: wp.array2d(dtype=wp.float16),
    step: wp.array2d(dtype=wp.float16),
    coarse_entry: wp.array3d(dtype=wp.float16),
    damping: wp.float16,
    answer: wp.array2d(dtype=wp.uint16),
    final_state: wp.array2d(dtype=wp.bool),
):
    r, c = wp.tid()
    if r >= history.shape[0] or c >= history.shape[1]:
        return
    coefficient = series[r, c]
    u = step[r, c]
    total = wp.float16(0.0)
    for q in range(coarse_entry.shape[2]):
        z = coarse_entry[r, c, q]
        total += wp.max(coefficient - u, z)
    answer[r, c] = wp.uint16(wp.float16(600.0) + wp.float16(210.0) * wp.cos(total))
    final_state[r, c] = history[r, c] * wp.float16(2.0) >= damping
