import warp as wp


@wp.kernel
def normalize_wave_angle(
    probability: wp.array2d(dtype=wp.float64),
    phase: wp.array(dtype=wp.bool),
    height: wp.array2d(dtype=wp.bool),
    frequency: wp.array2d(dtype=wp.float64),
    ny: wp.int32,
    nx: wp.int32,
    out: wp.array2d(dtype=wp.float64),
):
    flat = wp.tid()
    x = flat % nx
    y = flat // nx
    outer_theta = probability[y, x]
    outer_theta += wp.sin(wp.float64(nx) + wp.float64(5.5))
    radius = wp.float64(0.48) + wp.float64(0.44) * wp.cos(wp.float64(ny))
    outer_theta -= wp.lerp(outer_theta, wp.float64(ny), radius)
    outer_theta *= wp.cbrt(wp.sin(wp.float64(ny)))
    is_hot = phase[x] and height[y, x]
    ratio = outer_theta if is_hot else frequency[y, x]
    base_scale = ratio * outer_theta / wp.float64(4.0)
    out[y, x] = base_scale
