import warp as wp

DAMPING = wp.constant(0.85)


@wp.kernel
def pagerank(
    starts: wp.array(dtype=wp.int32),
    sources: wp.array(dtype=wp.int32),
    out_degree: wp.array(dtype=wp.int32),
    rank: wp.array(dtype=wp.float32),
    result: wp.array(dtype=wp.float32),
):
    page = wp.tid()
    total = float(0.0)
    for edge in range(starts[page], starts[page + 1]):
        source = sources[edge]
        total += rank[source] / float(wp.max(out_degree[source], 1))
    result[page] = (1.0 - DAMPING) / float(rank.shape[0]) + DAMPING * total
