import warp as wp


@wp.kernel
def relax_pressure_vorticity(
    next_state: wp.array3d(dtype=wp.float32),
    pressure: wp.array3d(dtype=wp.float32),
    source: wp.array3d(dtype=wp.float32),
    temperature: wp.array(dtype=wp.vec3),
    dx: wp.float32,
):
    b, i, j = wp.tid()
    u = pressure[wp.min(b + 1, pressure.shape[0] - 1), i, j]
    total = pressure[wp.max(b - 1, 0), i, j] + u
    x0 = pressure[b, wp.min(i + 1, pressure.shape[1] - 1), j]
    concentration = total + (pressure[b, wp.max(i - 1, 0), j] + x0)
    total_ratio = pressure[b, i, wp.min(j + 1, pressure.shape[2] - 1)]
    x = pressure[b, i, wp.max(j - 1, 0)]
    around = concentration + (x + total_ratio)
    ratio = around - source[b, i, j] * dx
    mean = ratio * 0.125
    z = wp.dot(temperature[b], wp.vec3(mean))
    next_state[b, i, j] = mean + z
