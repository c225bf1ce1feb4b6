import warp as wp


@wp.kernel
def total_up_matrix_data(
    score: wp.array2d(dtype=wp.float16),
    temperature: wp.float16,
    means: wp.array(dtype=wp.float16),
):
    cell = wp.tid()
    value_list = wp.float16(0.0)
    for step in range(score.shape[1]):
        value_list += score[cell, step]
    center = value_list / wp.float16(score.shape[1])
    series = wp.float16(0.0)
    for idx in range(score.shape[1]):
        ratio = score[cell, idx] - center
        series = series + ratio * ratio
    edge = wp.vec4h()
    edge.w += wp.trunc(series - center)
    edge.w = -(edge.w * temperature)
    means[cell] = edge.y + temperature
