import warp as wp


@wp.kernel
def collect_coefficient(
    history: wp.array(dtype=wp.float16),
    window: wp.array(dtype=wp.vec4h),
    total_step: wp.array2d(dtype=wp.float16),
    weight: wp.array(dtype=wp.uint16),
    result: wp.array(dtype=wp.float16),
    out: wp.array(dtype=wp.float16),
):
    i = wp.tid()
    delta = history[i]
    vel = window[i]
    phase = wp.uint16(0)
    for it in range(total_step.shape[1]):
        sample = total_step[i, it]
        y0 = wp.mul(vel.z, wp.float16(20.0))
        bucket = wp.uint16(wp.max(y0, wp.float16(1.0)))
        back_code = wp.add(wp.uint16(wp.mul(sample, wp.float16(4.0))), bucket)
        level = wp.uint16(wp.mul(sample, wp.float16(16.0)))
        phase = wp.add(phase, wp.add(level, wp.add(weight[i], back_code)))
    result[i] = wp.add(delta, wp.float16(phase % wp.uint16(700)))
    residual = wp.min(vel.w, wp.float16(0.75))
    out[i] = delta - (residual - wp.float16(1.0))
