import warp as wp


@wp.kernel
def tabulate_pair(
    energy: wp.array(dtype=wp.float32),
    scores: wp.array(dtype=wp.uint64),
    tile: wp.array(dtype=wp.uint64),
    num: wp.int32,
    cutoff: wp.float32,
    mean_bucket: wp.uint64,
):
    i = wp.tid()
    width = tile[i]
    if float(num) * cutoff > 27.0:
        width = wp.uint64(num) - wp.uint64(2) + mean_bucket
    energy[i] = float(width)
    scores[i] = width - wp.uint64(30)
