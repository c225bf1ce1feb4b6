import warp as wp


@wp.kernel
def combine_rate(
    mixed: wp.array(dtype=wp.float32),
    signal: wp.array(dtype=wp.vec4),
    price: wp.array(dtype=wp.vec4),
    channel: wp.array(dtype=wp.int32),
    amount: wp.array(dtype=wp.mat44),
    gain: wp.array(dtype=wp.vec4),
    coarse_score: wp.array(dtype=wp.vec4),
):
    i = wp.tid()
    point = signal[i]
    normal = price[i]
    code = channel[i]
    ratio = wp.pow(wp.max(point.w, 0.18), normal.z)
    stride = code - 4
    if stride < 0:
        ratio = float(code) / (wp.abs(wp.atan(wp.trace(amount[i]))) + 1.0)
    else:
        sample = float(stride)
        p = normal - wp.vec4(sample, 1.0, sample * 4.0, sample - 3.0)
        ratio = wp.dot(gain[i] - (coarse_score[i] + p), point)
    mixed[i] = ratio
