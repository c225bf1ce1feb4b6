import warp as wp


@wp.kernel
def map_curve_wave(
    logit: wp.array(dtype=wp.float32),
    wave: wp.array(dtype=wp.float32),
    height: wp.array(dtype=wp.mat44),
    out: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    scale = logit[i]
    blend = wave[i]
    scale += wp.length(height[i] * wp.vec4(3.0))
    if blend > -0.2:
        scale = scale * scale
    stride = int(wp.cos(scale))
    span = wp.vec4i(stride, 1, stride + 4, stride - 5)
    steps = wp.trace(wp.outer(span, wp.vec4i(int(scale * 0.1))))
    frequency = wp.max(wp.abs(blend), 0.12) ** 2.5
    total = wp.where(steps == -3000, wp.exp(wp.cos(scale)), frequency)
    out[i] = float(stride) + total
