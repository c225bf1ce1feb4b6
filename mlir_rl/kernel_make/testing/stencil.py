import warp as wp


@wp.kernel
def erode_u(
    temperature: wp.array(dtype=wp.float16),
    mask_weights: wp.array(dtype=wp.float16),
    n: wp.int32,
    smoothed: wp.array(dtype=wp.float16),
):
    tid = wp.tid()
    if tid >= n:
        return
    energy = wp.float16(0.0)
    for dx in range(-1, 2):
        steps = wp.clamp(tid + dx, 0, temperature.shape[0] - 1)
        energy -= temperature[steps] * mask_weights[dx + 1]
    smoothed[tid] = wp.float16(n) + energy
