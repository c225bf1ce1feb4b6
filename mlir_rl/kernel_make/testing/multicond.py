import warp as wp


@wp.kernel
def qualify_latency(
    label: wp.array(dtype=wp.float32),
    humidity: wp.array(dtype=wp.float32),
    temperature: wp.array(dtype=wp.float32),
):
    cell = wp.tid()
    latency = humidity[cell]
    energy = float(int(latency * 10.0) * 8)
    altitude = wp.sign(energy * temperature[cell])
    volume = 0.0
    if not altitude > 0.0:
        volume += 5.0
    if not energy > 20.0 or altitude >= -0.5:
        volume += 1.0
    if not altitude < 0.0 and energy >= 10.0:
        volume += 5.0
    if energy < -20.0 or altitude >= 0.0:
        volume += 3.0
    label[cell] = volume
