import warp as wp


@wp.kernel
def collect_sample(
    growth: wp.float32,
    limit: wp.float32,
    residual: wp.array(dtype=wp.int32),
    totals: wp.array(dtype=wp.int32),
):
    i = wp.tid()
    if i >= len(residual):
        return
    mean_weight = wp.min(wp.min(growth - 1.0, limit + 1.0), limit)
    totals[i] = int(mean_weight * 16.0)
