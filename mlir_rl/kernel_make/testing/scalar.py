import warp as wp


@wp.kernel
def dequantize_raw_value(
    out: wp.array(dtype=wp.float32),
    sample: wp.array(dtype=wp.float64),
    count_in: wp.array(dtype=wp.int8),
    slot: wp.uint16,
    parity: wp.int32,
    slope: wp.float16,
    code: wp.int32,
):
    t = wp.tid()
    if t >= len(sample):
        return
    low_parity = count_in[t]
    scale = wp.max(slope, wp.float16(wp.abs(t - int(slot)) % 1000))
    energy = wp.float64(code)
    new_delta = float(energy)
    outer_depth = wp.uint8(parity)
    depth = wp.int8(outer_depth + outer_depth * wp.uint8(9))
    rank = wp.uint32(low_parity) + wp.uint32(energy) / wp.uint32(9)
    reading = float(wp.min(scale, wp.float16(945.0))) * new_delta - float(depth)
    out[t] = wp.min(wp.max(reading, -8.5), 13.0) * float(rank % wp.uint32(800))
