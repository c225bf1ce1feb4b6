import warp as wp

LIMIT = wp.constant(0.5)


@wp.kernel
def process_sample(
    potential: wp.array(dtype=wp.float32),
    field: wp.array2d(dtype=wp.float32),
    result: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    term = potential[i]
    exposure = float(0.0)
    for lane in range(field.shape[0]):
        exposure = exposure * 0.9 + wp.max(term, float(lane))
    error = wp.length_sq(wp.vec2(exposure, exposure + 3.0))
    rough_excess = wp.sin(error * 0.1)
    if rough_excess < LIMIT:
        term = wp.cos((5.2 + 3.75 * wp.tanh(rough_excess)) ** 0.5)
    result[i] = term
