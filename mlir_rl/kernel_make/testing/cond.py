import warp as wp

THRESHOLD = wp.constant(4.0)


@wp.kernel
def label_voltage(
    balance: wp.array2d(dtype=wp.float32),
    n: wp.int32,
    m: wp.int32,
    back_rank: wp.int32,
    high_limit: wp.float32,
    margin: wp.float32,
    out: wp.array2d(dtype=wp.float32),
):
    y, x = wp.tid()
    if y >= n or x >= m:
        return
    level = balance[y, x]
    if n > m + back_rank:
        level = wp.clamp(high_limit, -5.0, 15.0)
    if back_rank != m:
        voltage = wp.where(high_limit <= 10.0, high_limit, float(back_rank))
        level = wp.exp(wp.sin(high_limit - margin)) + voltage
    upper_risk = wp.vec2(float(m)) * (level * THRESHOLD)
    out[y, x] = wp.min(upper_risk)
