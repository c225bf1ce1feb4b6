import warp as wp


@wp.kernel
def modulate_amplitude(
    radius: wp.array2d(dtype=wp.float32),
    logit: wp.array2d(dtype=wp.mat22),
    theta: wp.array2d(dtype=wp.float32),
    n: wp.int32,
    m: wp.int32,
    response: wp.array2d(dtype=wp.int32),
):
    tid = wp.tid()
    col = tid % m
    row = tid // m
    frequency = radius[row, col]
    wave = logit[row, col]
    scale = theta[row, col]
    low_height = wp.step(wp.where(scale <= 20.0, frequency, float(n)))
    frequency -= scale / (0.1 + wp.abs(frequency * 1.75))
    acc = scale / (low_height + 0.25)
    fine_delta = wp.dot(wp.vec2(low_height, low_height * 4.0), wp.vec2(acc, acc - 3.5))
    high_value = wp.exp(fine_delta * 0.001)
    gain = (frequency + 10.0) * 2.0
    offset = wp.max(int(wave[0, 0] * 20.0), int(high_value * 16.0))
    response[row, col] = offset + int(gain)
