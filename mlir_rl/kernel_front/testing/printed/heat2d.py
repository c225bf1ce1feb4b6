import warp as wp

DIFFUSION = wp.constant(0.2)


@wp.func
def laplacian(u: wp.array2d(dtype=wp.float32), i: wp.int32, j: wp.int32):
    center = u[i, j]
    return u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1] - 4.0 * center


@wp.kernel
def heat_step(u: wp.array2d(dtype=wp.float32), result: wp.array2d(dtype=wp.float32)):
    i, j = wp.tid()
    if i == 0 or j == 0 or i == u.shape[0] - 1 or j == u.shape[1] - 1:
        result[i, j] = u[i, j]
        return
    result[i, j] = u[i, j] + DIFFUSION * laplacian(u, i, j)
