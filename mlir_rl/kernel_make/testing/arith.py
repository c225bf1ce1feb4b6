import warp as wp


@wp.func
def adjust_reading(scale: wp.float32, offset: wp.int32):
    return scale - float(offset)


@wp.kernel
def offset_price(
    rate: wp.array(dtype=wp.int32),
    load: wp.array(dtype=wp.int32),
    field: wp.array(dtype=wp.float32),
    out: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    if i >= len(rate):
        return
    bucket = load[i]
    blend = field[i]
    price = adjust_reading(blend / 3.0, bucket * 5)
    bucket *= (bucket - 4) * i
    cost = wp.vec2(float(bucket))
    width, signal = rate[i] * (bucket * 9), cost + wp.vec2(400.0)
    out[i] = wp.max(price + float(wp.abs(width) % 700), wp.max(signal))
