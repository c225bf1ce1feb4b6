import warp as wp


@wp.kernel
def sum_rows_weight(
    n: wp.int32,
    sample: wp.array2d(dtype=wp.vec3),
    segment: wp.array(dtype=wp.float32),
    result: wp.array(dtype=wp.float32),
):
    tid = wp.tid()
    if tid >= n:
        return
    left_score = segment[tid]
    t = float(0.0)
    for k in range(sample.shape[1]):
        side_pos = sample[tid, k]
        t = t * 0.25 + side_pos.y
    energy = wp.exp(t / 4.0)
    result[tid] = float(n) + left_score + energy
