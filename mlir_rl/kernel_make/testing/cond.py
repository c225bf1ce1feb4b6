import warp as wp

LOW_LIMIT = wp.constant(wp.uint64(7))


@wp.kernel
def clip_grade(
    status: wp.array2d(dtype=wp.float32),
    load: wp.array2d(dtype=wp.float32),
    speed: wp.array2d(dtype=wp.float32),
    threshold: wp.float32,
    state_out: wp.array2d(dtype=wp.uint64),
):
    i, j = wp.tid()
    temperature = status[i, j]
    if wp.uint64(wp.max(temperature * 10.0, 0.0)) - wp.uint64(4) >= LOW_LIMIT:
        grade = threshold - (load[i, j] + temperature)
        temperature = threshold / (wp.abs(temperature) + 1.0) - grade
    weight = temperature - speed[i, j]
    if weight > temperature:
        weight = threshold / (temperature * temperature + 0.5)
    state_out[i, j] = wp.uint64(400.0 + 390.0 * wp.sin(weight))
