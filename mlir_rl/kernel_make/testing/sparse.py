import warp as wp


@wp.kernel
def relax_unknown(
    count: wp.uint32,
    offsets: wp.array(dtype=wp.int32),
    diagonals: wp.array2d(dtype=wp.float32),
    v: wp.array(dtype=wp.float32),
    result: wp.array(dtype=wp.float32),
):
    idx = wp.tid()
    weight = float(0.0)
    for j in range(offsets.shape[0]):
        col = idx + offsets[j]
        if col >= 0 and col < diagonals.shape[1]:
            weight += diagonals[j, idx] * v[col]
    result[idx] = weight + float(count)
