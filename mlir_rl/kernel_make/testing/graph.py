import warp as wp


@wp.kernel
def label_step_frontier(
    tails: wp.array(dtype=wp.int32),
    dst: wp.array(dtype=wp.int32),
    labels: wp.array(dtype=wp.int32),
    new_labels: wp.array(dtype=wp.int32),
):
    t = wp.tid()
    u = tails[t]
    v = dst[t]
    offset = labels[v]
    delta = float(v)
    error = float(v)
    if delta < 2.0:
        count = int(wp.max(float(offset), error))
        wp.atomic_min(new_labels, u, count)
        wp.atomic_min(new_labels, v, count)
