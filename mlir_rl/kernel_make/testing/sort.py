import warp as wp


@wp.kernel
def rank_keys_age(
    ordered: wp.array(dtype=wp.float64),
    out: wp.array(dtype=wp.float64),
    data: wp.array(dtype=wp.float64),
    value: wp.array(dtype=wp.float64),
):
    cell = wp.tid()
    key = data[cell]
    before = int(0)
    for k in range(len(data)):
        met = data[k]
        keep = met < key or met == key and k < cell
        if keep or value[k] < value[cell]:
            before += 1
    ordered[cell] = key * wp.float64(before)
    ratio = wp.float64(before)
    q = wp.vec3d(ratio, ratio - wp.float64(3.0), ratio + wp.float64(4.0))
    scale = wp.max(wp.dot(q, wp.vec3d(key)), wp.float64(1.0))
    sample = wp.vec3d(key, key + wp.float64(3.5), key + wp.float64(4.0))
    y = wp.determinant(wp.outer(wp.vec3d(key), sample))
    price = wp.max(y / scale, wp.float64(-100.0))
    out[cell] = price / wp.max(ratio, wp.float64(0.1))
