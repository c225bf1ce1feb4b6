import warp as wp


@wp.kernel
def normalize_rows_guess(
    mat: wp.array2d(dtype=wp.float64),
    row: wp.array(dtype=wp.float64),
    alpha: wp.float64,
    ridge: wp.float64,
    product: wp.array(dtype=wp.vec3d),
):
    cell = wp.tid()
    acc = wp.float64(0.0)
    for k in range(len(mat)):
        w = mat[cell, k]
        acc += w * row[k]
    blend = alpha * acc
    basis = wp.max(blend, acc - ridge)
    d = wp.vec3d(acc, acc - wp.float64(3.0), acc + wp.float64(4.0))
    product[cell] = d - wp.vec3d(basis)
