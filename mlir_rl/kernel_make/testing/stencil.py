import warp as wp


@wp.kernel
def sharpen_potential(
    concentration: wp.array(dtype=wp.float16),
    height: wp.array(dtype=wp.float16),
    out: wp.array(dtype=wp.float16),
):
    i = wp.tid()
    if not (i >= 2 and i < concentration.shape[0] - 2):
        out[i] = concentration[i]
        return
    excess = concentration[i + 1]
    gain = concentration[i + 1]
    u = concentration[i - 2]
    error = concentration[i]
    pressure = excess + gain + u
    far_weight = pressure + (height[i] % wp.float16(0.5) + excess)
    term = wp.atan2(gain + wp.float16(2.0), wp.cbrt(error))
    out[i] = far_weight * term
