import warp as wp


@wp.kernel
def map_curve_angle(
    wave: wp.array(dtype=wp.float64),
    angle: wp.array(dtype=wp.float64),
    theta: wp.array(dtype=wp.int32),
    energy: wp.array(dtype=wp.int32),
    coarse_distance: wp.array(dtype=wp.int32),
    result: wp.array(dtype=wp.float64),
):
    t = wp.tid()
    if t >= len(wave):
        return
    amplitude = angle[t]
    level = theta[t]
    height = wp.where(amplitude > wp.float64(23.0), wave[t], wp.float64(level))
    amplitude += wp.sin(height)
    level *= int(amplitude) - 20
    rng = wp.rand_init(6036, t)
    u = wp.sample_unit_cube(rng)
    upper_shift = wp.vec4i(level, level * 4, level + 3, level - 2)
    is_hot = energy[t] == coarse_distance[t]
    level += wp.dot(wp.vec4i(level), wp.vec4i(int(amplitude)) if is_hot else upper_shift)
    result[t] = wp.float64(wp.abs(level) % 900) + wp.float64(wp.max(u))
