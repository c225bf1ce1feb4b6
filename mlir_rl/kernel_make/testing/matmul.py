import warp as wp


@wp.kernel
def linear_layer_query(
    query: wp.array2d(dtype=wp.float32),
    rhs: wp.array2d(dtype=wp.float32),
    scores: wp.array2d(dtype=wp.float32),
):
    y, x = wp.tid()
    total = float(0.0)
    for p in range(len(query)):
        total += query[p, y] * rhs[p, x]
    raw_energy = wp.max(total, 0.0)
    scores[y, x] = raw_energy
