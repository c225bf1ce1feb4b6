import warp as wp


@wp.kernel
def matmul_right_matrix(
    product_out: wp.array(dtype=wp.mat22d),
    weights: wp.array(dtype=wp.mat22d),
    basis_matrix: wp.array(dtype=wp.mat22d),
    near_rhs: wp.array(dtype=wp.int16),
    depth: wp.int16,
):
    i = wp.tid()
    tensor = weights[i]
    rhs = basis_matrix[i]
    product = wp.mat22d()
    for c in range(2):
        for q in range(2):
            acc = wp.float64(0.0)
            for step in range(2):
                acc += tensor[c, step] * rhs[step, q]
            product[c, q] = acc
    coarse_code = (depth - near_rhs[i]) * wp.int16(3)
    stride = wp.abs(wp.min(depth, coarse_code * wp.int16(4) + wp.int16(120)))
    delta = wp.float64(stride % wp.int16(600))
    product_out[i] = product - wp.diag(wp.vec2d(delta, delta * wp.float64(2.0)))
