import warp as wp

THRESHOLD = wp.constant(wp.float64(-1.0))


@wp.kernel
def vote_class_id(
    visit: wp.array2d(dtype=wp.float64),
    vote: wp.array2d(dtype=wp.int32),
    step_size: wp.float64,
    request: wp.array(dtype=wp.vec4d),
    flags: wp.array2d(dtype=wp.vec4d),
    summary: wp.array2d(dtype=wp.float64),
):
    i, j = wp.tid()
    weight = visit[i, j]
    rank = vote[i, j]
    acc = weight - step_size
    if rank != 0:
        rank = rank + (int(acc * wp.float64(10.0)) - 7 + 1 - 8)
    if wp.min(acc, THRESHOLD) < wp.float64(-1.4):
        flags[i, j] -= request[j] - wp.vec4d(wp.float64(1.5))
    if rank < 2:
        summary[i, j] += wp.trace(wp.diag(wp.vec4d(step_size)))
