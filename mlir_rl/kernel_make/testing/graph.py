import warp as wp


@wp.kernel
def count_degrees_frontier(
    tails: wp.array(dtype=wp.int32),
    dst: wp.array(dtype=wp.int32),
    labels: wp.array(dtype=wp.int32),
    cost: wp.array(dtype=wp.vec3),
    final_degree: wp.array(dtype=wp.int32),
):
    t = wp.tid()
    u = tails[t]
    v = dst[t]
    phase = labels[u]
    offset = labels[v]
    degree = wp.sign(wp.dot(wp.vec3(float(phase)), cost[t] + wp.vec3(1.5)))
    first_blend = -(float(offset) - 58.0) - float(phase)
    if u != v:
        base_offset = wp.max(1, wp.abs(int(degree * first_blend)))
        wp.atomic_add(final_degree, u, base_offset)
        final_degree[v] += base_offset
