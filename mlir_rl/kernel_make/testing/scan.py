import warp as wp


@wp.kernel
def accumulate_rows_price(
    gain: wp.float16,
    deposit: wp.array2d(dtype=wp.vec2h),
    increment: wp.array3d(dtype=wp.float16),
    samples_in: wp.array(dtype=wp.mat22h),
    filtered: wp.array3d(dtype=wp.float16),
    states: wp.array2d(dtype=wp.vec2h),
):
    i, j = wp.tid()
    v = deposit[i, j]
    smooth_deposit = samples_in[i] + wp.diag(v)
    state = wp.float16(0.0)
    for m in range(increment.shape[2]):
        high_step_data = increment[i, j, m]
        state = gain * high_step_data + (wp.float16(1.0) - gain) * state
        filtered[i, j, m] = state
    states[i, j] = smooth_deposit[1]
