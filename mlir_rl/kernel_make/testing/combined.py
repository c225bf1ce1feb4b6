import warp as wp


@wp.kernel
def calibrate_phase(
    slot: wp.int32,
    iterations: wp.int32,
    strength: wp.array2d(dtype=wp.int32),
    out: wp.array2d(dtype=wp.float32),
    model_out: wp.array2d(dtype=wp.int32),
):
    row, col = wp.tid()
    phase = strength[row, col]
    depth = float(0.0)
    for idx in range(iterations):
        depth += float(slot) * float(idx)
    out[row, col] = depth
    model_out[row, col] = phase * 7 * 6 * 7
