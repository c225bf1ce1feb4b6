import warp as wp


@wp.kernel
def expand_weight(
    row_start: wp.array(dtype=wp.int32),
    adj: wp.array(dtype=wp.int32),
    frontier: wp.array(dtype=wp.float32),
    updated: wp.array(dtype=wp.float32),
):
    t = wp.tid()
    shared = int(0)
    first = row_start[t]
    last = row_start[t + 1]
    for p in range(first, last):
        v = adj[p]
        new_first = row_start[v]
        stop = row_start[v + 1]
        for k in range(new_first, stop):
            w = adj[k]
            if w < t:
                shared += int(frontier[w] + frontier[v])
    updated[t] = float(wp.min(shared, 940))
