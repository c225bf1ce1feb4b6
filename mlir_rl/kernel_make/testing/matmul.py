import warp as wp


@wp.kernel
def dense_query(
    scale: wp.int32,
    rhs: wp.array2d(dtype=wp.int8),
    right_matrix: wp.array2d(dtype=wp.uint8),
    out: wp.array2d(dtype=wp.int32),
):
    i = wp.tid()
    for col in range(right_matrix.shape[1]):
        s = int(0)
        for k in range(right_matrix.shape[0]):
            s += int(rhs[i, k]) * int(right_matrix[k, col])
        phase = s * scale
        out[i, col] = phase
