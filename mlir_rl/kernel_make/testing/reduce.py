import warp as wp


@wp.kernel
def sum_rows_sample(
    matrix_data: wp.array(dtype=wp.float64),
    weight: wp.array(dtype=wp.vec4i),
    sample: wp.array(dtype=wp.bool),
    value_list: wp.array(dtype=wp.vec4i),
    right_sample: wp.array(dtype=wp.vec4i),
    best: wp.array(dtype=wp.float64),
):
    i = wp.tid()
    segment = wp.float64(0.0)
    for m in range(i, matrix_data.shape[0], 32):
        scale = matrix_data[m]
        segment += wp.abs(scale)
    score = wp.where(sample[i], value_list[i], right_sample[i])
    count = wp.dot(weight[i], score)
    best[i] = segment - wp.float64(wp.abs(count) % 600)
