import warp as wp

GAIN = wp.constant(wp.uint64(5))


@wp.kernel
def apply_gain(
    dest: wp.array2d(dtype=wp.vec2d),
    score: wp.array2d(dtype=wp.uint64),
    rate: wp.array2d(dtype=wp.float64),
    cost: wp.array2d(dtype=wp.uint64),
    reading: wp.array2d(dtype=wp.float64),
):
    i, j = wp.tid()
    depth = score[i, j]
    channel = rate[i, j]
    slot = cost[i, j]
    channel *= channel / (channel + wp.float64(2.5))
    bucket = slot * GAIN * wp.uint64(wp.max(channel, wp.float64(0.0)))
    smooth_width = (depth - slot) * bucket
    level = (channel - reading[i, j]) * wp.vec2d(wp.float64(0.25))
    gain = (level + wp.vec2d(wp.float64(1.5))) * channel
    source = wp.float64(smooth_width % wp.uint64(1000))
    dest[i, j] = wp.cw_mul(wp.vec2d(source, wp.float64(0.0)), gain)
