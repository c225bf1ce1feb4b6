import warp as wp


@wp.kernel
def erode_temperature(
    concentration: wp.array(dtype=wp.float16),
    field: wp.array(dtype=wp.int32),
    out: wp.array(dtype=wp.float16),
):
    i = wp.tid()
    if not (i >= 2 and i < concentration.shape[0] - 2):
        out[i] = concentration[i]
        return
    excess = concentration[i + 1]
    gain = concentration[i + 1]
    u = concentration[i - 2]
    error = concentration[i]
    pressure = excess + gain + u
    potential = wp.max(pressure, wp.sqrt(wp.max(error, wp.float16(0.0))) + wp.float16(1.5))
    width = i - 4
    if int(u) >= 0:
        width = field[i] + (int(gain) + (i - int(error)))
    out[i] = potential - wp.float16(width)
