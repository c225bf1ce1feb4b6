import warp as wp


@wp.kernel
def simulate_response(
    depth: wp.array(dtype=wp.float32),
    field: wp.array(dtype=wp.float32),
    first_potential: wp.array(dtype=wp.mat22),
    summary: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    rate = depth[i]
    scale = rate + field[i]
    z = wp.length_sq(wp.vec2(rate, rate + 4.0) + wp.vec2(12.0))
    y = float(0.0)
    for idx in range(21):
        old_exposure = wp.outer(wp.vec2(scale, scale + 3.0), wp.vec2(scale))
        right_response = wp.cbrt(z - wp.ddot(old_exposure, first_potential[i]))
        if right_response < -1.0:
            continue
        y -= float(idx)
    summary[i] = y
