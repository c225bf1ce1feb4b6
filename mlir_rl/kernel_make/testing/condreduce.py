import warp as wp


@wp.kernel
def audit_weight(
    reading: wp.array2d(dtype=wp.float32),
    n: wp.int32,
    m: wp.int32,
    grand_total: wp.array(dtype=wp.int32),
):
    index = wp.tid()
    x = index % m
    y = index / m
    sample = reading[y, x]
    if n > int(sample * 16.0) * 6:
        sample = wp.tanh(float(m) + 2.0)
    raw_code = int(sample * 4.0)
    wp.atomic_add(grand_total, 0, raw_code)
