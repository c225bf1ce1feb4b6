import warp as wp


@wp.kernel
def diffuse_flux(last_code: wp.int32, pressure: wp.array2d(dtype=wp.float32), updated: wp.array2d(dtype=wp.vec3)):
    y, x = wp.tid()
    acc = pressure[wp.min(y + 1, pressure.shape[0] - 1), x]
    weight = pressure[wp.max(y - 1, 0), x] + acc
    scale = pressure[y, wp.min(x + 1, pressure.shape[1] - 1)]
    neighbors = weight + (pressure[y, wp.max(x - 1, 0)] + scale)
    mean = neighbors * 0.25
    count = x - last_code
    if float(last_code) < -1.75:
        count = count * last_code + 20
    else:
        count = x * 6 * 2
    gain = float(count) * 3.0
    if count == int(mean * 8.0) + last_code:
        gain = wp.length(wp.vec3(float(count)))
    else:
        gain = float(last_code) * wp.tanh(neighbors)
    fine_flux = wp.vec3(mean, 1.0, mean - 4.0)
    updated[y, x] = wp.max(fine_flux, wp.vec3(gain, gain * 4.0, 1.0))
