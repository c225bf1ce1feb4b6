import warp as wp


@wp.kernel
def scale_rows_rhs(
    y: wp.array(dtype=wp.float32),
    x_new: wp.array(dtype=wp.float32),
    row_offsets: wp.array(dtype=wp.int32),
    col_idx: wp.array(dtype=wp.int32),
    vals: wp.array(dtype=wp.float32),
    v: wp.array(dtype=wp.float32),
):
    idx = wp.tid()
    sum_row = float(0.0)
    begin = row_offsets[idx]
    end = row_offsets[idx + 1]
    for entry in range(begin, end):
        sum_row += vals[entry] * v[col_idx[entry]]
    y[idx] = sum_row
    gain = wp.length(wp.vec4(sum_row) / wp.max(sum_row, 0.5))
    x_new[idx] = gain / (sum_row * sum_row + 0.1)
