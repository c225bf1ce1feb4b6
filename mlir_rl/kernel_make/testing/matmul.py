import warp as wp


@wp.kernel
def gemm_right_matrix(
    a: wp.array(dtype=wp.mat22d),
    b: wp.array(dtype=wp.mat22d),
    keys: wp.array(dtype=wp.int16),
    alpha: wp.float64,
    product_out: wp.array(dtype=wp.mat22d),
):
    idx = wp.tid()
    query = a[idx]
    rhs = b[idx]
    lower_stiffness = query * rhs
    code = wp.max(keys[idx], wp.int16(40))
    t = wp.float64(code) - alpha
    edge = wp.vec2d(t, t + wp.float64(4.0))
    transform = wp.outer(edge, wp.vec2d(t, t - wp.float64(2.0)))
    product_out[idx] = lower_stiffness - transform
