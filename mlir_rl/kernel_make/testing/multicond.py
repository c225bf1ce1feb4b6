import warp as wp


@wp.kernel
def grade_altitude(out: wp.array3d(dtype=wp.float32), age: wp.array3d(dtype=wp.int32), cap: wp.float32):
    b, i, j = wp.tid()
    if b >= age.shape[0] or i >= age.shape[1] or j >= age.shape[2]:
        return
    score = cap % 0.6
    out[b, i, j] = cap + score
