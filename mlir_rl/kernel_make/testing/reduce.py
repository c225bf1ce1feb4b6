import warp as wp


@wp.kernel
def total_up_vector_data(
    row_totals: wp.array(dtype=wp.float64),
    value_list: wp.array2d(dtype=wp.float64),
    weight: wp.array(dtype=wp.bool),
    score: wp.array(dtype=wp.vec3d),
):
    t = wp.tid()
    v = wp.vec3d(wp.float64(0.0))
    for m in range(value_list.shape[1]):
        blend = value_list[t, m]
        pos = wp.where(weight[t], score[t], wp.vec3d(blend))
        back_normal = wp.abs(pos)
        sample = wp.vec3d(blend, blend * wp.float64(4.0), blend + wp.float64(2.0))
        v = v + (sample + back_normal)
    row_totals[t] = v.x
