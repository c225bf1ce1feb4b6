import warp as wp


@wp.func
def curvature(u: wp.array3d(dtype=wp.float32), i: wp.int32, j: wp.int32, k: wp.int32):
    up = u[wp.max(i - 1, 0), j, k] + u[wp.min(i + 1, u.shape[0] - 1), j, k]
    across = u[i, wp.max(j - 1, 0), k] + u[i, wp.min(j + 1, u.shape[1] - 1), k]
    along = u[i, j, wp.max(k - 1, 0)] + u[i, j, wp.min(k + 1, u.shape[2] - 1)]
    return up + across + along - 6.0 * u[i, j, k]


@wp.kernel
def wave_step(
    before: wp.array3d(dtype=wp.float32),
    now: wp.array3d(dtype=wp.float32),
    after: wp.array3d(dtype=wp.float32),
    courant: wp.float32,
):
    i, j, k = wp.tid()
    after[i, j, k] = 2.0 * now[i, j, k] - before[i, j, k] + courant * courant * curvature(now, i, j, k)
