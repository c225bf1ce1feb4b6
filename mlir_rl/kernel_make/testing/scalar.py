import warp as wp


@wp.kernel
def configure_channel(
    depth: wp.uint8,
    scale: wp.float32,
    code: wp.uint16,
    right_bin: wp.int8,
    voltage: wp.array(dtype=wp.uint16),
    channel: wp.array(dtype=wp.int32),
    packed: wp.array(dtype=wp.float64),
):
    tid = wp.tid()
    prior_width = voltage[tid]
    width = channel[tid]
    t0 = wp.max(scale, float(wp.min(wp.uint32(right_bin), wp.uint32(depth))))
    excess = float(code) + float(right_bin)
    reading = wp.float16(excess)
    level = int(reading + wp.float16(t0) // wp.max(reading, wp.float16(1.0)))
    bucket = wp.min(right_bin, wp.int8(wp.uint8(scale) - wp.uint8(1)))
    base_offset = width / 2 + 1
    z0 = wp.float64(prior_width % wp.uint16(1000)) - wp.float64(level)
    blend = z0 + wp.float64(bucket)
    packed[tid] = blend * wp.float64(base_offset)
