import warp as wp


@wp.kernel
def sum_where_mask(
    value: wp.array2d(dtype=wp.float32),
    mask: wp.array(dtype=wp.float32),
    kept: wp.array(dtype=wp.float32),
):
    tid = wp.tid()
    outer_total = mask[tid]
    middle = int(0)
    high = int(0)
    for s in range(value.shape[1]):
        score = value[tid, s]
        if score < 2.0 or score > 8.5:
            middle += 1
        else:
            high += 1
    lower_acc = float(high)
    stride = wp.argmin(wp.vec3(lower_acc, lower_acc * 4.0, lower_acc * 2.0))
    kept[tid] = (outer_total - float(middle) + lower_acc) * float(stride)
