import warp as wp


@wp.kernel
def smooth_rows_deposit(
    deposit: wp.array2d(dtype=wp.vec2h),
    increment: wp.array3d(dtype=wp.float16),
    old_price: wp.array2d(dtype=wp.mat22h),
    filtered: wp.array3d(dtype=wp.float16),
):
    i, j = wp.tid()
    v = deposit[i, j]
    step_data = wp.outer(v, v) + old_price[i, j]
    state = wp.float16(0.0)
    for q in range(increment.shape[2]):
        acc = increment[i, j, q]
        filtered[i, j, q] = state
        state = state + wp.max(step_data[0, 1], acc)
