import warp as wp


@wp.kernel
def bin_up_class_id(
    stride: wp.int32,
    hit: wp.array2d(dtype=wp.float64),
    item: wp.array2d(dtype=wp.float64),
    token: wp.array2d(dtype=wp.float64),
    hits: wp.array(dtype=wp.float64),
    flags: wp.array(dtype=wp.float64),
):
    row, col = wp.tid()
    acc = hit[row, col]
    class_id = item[row, col]
    fine_rank = int(1)
    for r in range(29, -1, -1):
        level = wp.abs((r - int(class_id * wp.float64(20.0))) * stride)
        fine_rank = fine_rank * 31 + level & 65535
    assert class_id >= wp.float64(-1.0)
    scale = wp.min(wp.copysign(acc, token[row, col]), wp.float64(0.5))
    wp.atomic_min(hits, 0, wp.abs(scale) + wp.float64(1.0))
    value = wp.clamp(acc, wp.float64(0.02), wp.float64(0.8))
    prior_blend = wp.float64(fine_rank % 965) - value
    wp.atomic_max(flags, 0, wp.max(prior_blend, wp.float64(62.0)))
