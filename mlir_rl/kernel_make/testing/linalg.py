import warp as wp


@wp.kernel
def normalize_rows_guess(
    result: wp.array(dtype=wp.float64),
    y0: wp.array(dtype=wp.float64),
    mat: wp.array2d(dtype=wp.float64),
    row: wp.array(dtype=wp.float64),
    alpha: wp.float64,
):
    cell = wp.tid()
    acc = wp.float64(0.0)
    for k in range(len(mat)):
        w = mat[cell, k]
        acc += w * row[k]
    blend = alpha * acc
    z = blend - wp.float64(float(alpha) - 1.0)
    result[cell] = acc * z
    y0[cell] = alpha * (alpha - acc) - wp.float64(50.0)
