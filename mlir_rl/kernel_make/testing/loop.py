import warp as wp


@wp.kernel
def march_entry(
    result: wp.array(dtype=wp.float16),
    history: wp.array(dtype=wp.float16),
    window: wp.array(dtype=wp.vec4h),
    total_step: wp.array2d(dtype=wp.float16),
    width: wp.uint16,
):
    i = wp.tid()
    delta = history[i]
    vel = window[i]
    phase = wp.uint16(0)
    for it in range(total_step.shape[1]):
        sample = total_step[i, it]
        phase += wp.uint16(sample * wp.float16(16.0)) + width * wp.uint16(2)
    blend = wp.float16(wp.min(phase, wp.uint16(870)))
    coefficient = wp.max(delta, vel.z) + blend
    result[i] = coefficient + wp.float16(width)
