import warp as wp


@wp.kernel
def sum_where_sample(
    entry: wp.array(dtype=wp.float32),
    mask: wp.array2d(dtype=wp.uint32),
    hits: wp.array(dtype=wp.float32),
):
    t = wp.tid()
    if t >= len(entry):
        return
    middle = int(0)
    high = int(0)
    for s in range(mask.shape[0]):
        count = mask[s, t]
        if count < wp.uint32(53) or count > wp.uint32(195):
            middle += 1
        else:
            high += 1
    value = float(middle)
    near_bucket = wp.argmin(wp.vec3(value, value * 4.0, value + 2.0))
    hits[t] = float(high) - value + float(near_bucket)
