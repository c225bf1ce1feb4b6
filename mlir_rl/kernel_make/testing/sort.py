import warp as wp


@wp.kernel
def merge_step_item(
    data: wp.array(dtype=wp.float64),
    value: wp.array(dtype=wp.float64),
    ordered: wp.array(dtype=wp.float64),
    positions: wp.array(dtype=wp.float64),
):
    cell = wp.tid()
    key = data[cell]
    before = int(0)
    for k in range(len(data)):
        met = data[k]
        above = met < key or met == key and k < cell
        if above or value[k] < value[cell]:
            before += 1
    ordered[cell] = key * wp.float64(before)
    sample = key + wp.clamp(key, wp.float64(-0.2), wp.float64(0.75))
    positions[cell] = sample - wp.float64(before)
