import warp as wp


@wp.kernel
def collect_class_id(
    found: wp.bool,
    visit: wp.array(dtype=wp.int32),
    token: wp.array(dtype=wp.int32),
    item: wp.array(dtype=wp.bool),
    request: wp.array(dtype=wp.bool),
    histogram: wp.array(dtype=wp.float64),
):
    t = wp.tid()
    count = visit[t]
    count *= token[t] >> 3
    above = (item[t] or found) and request[t]
    class_id = wp.where(found, wp.float64(1.0), wp.float64(0.0))
    slot = int(wp.floor(class_id if above else wp.float64(count)))
    energy = wp.max(wp.float64(slot) * wp.float64(2.5), wp.float64(2.0))
    wp.atomic_min(histogram, slot % 16, energy)
