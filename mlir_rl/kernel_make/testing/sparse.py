import warp as wp


@wp.kernel
def relax_stencil(
    row_offsets: wp.array(dtype=wp.int32),
    col_idx: wp.array(dtype=wp.int32),
    values: wp.array(dtype=wp.float32),
    v: wp.array(dtype=wp.float32),
    b: wp.array(dtype=wp.float32),
    out: wp.array(dtype=wp.vec3),
):
    i = wp.tid()
    total = float(0.0)
    for entry in range(row_offsets[i], row_offsets[i + 1]):
        j = col_idx[entry]
        if j != i:
            error = float(j)
            if v[i] > error:
                total += values[entry] * v[j]
    potential = float(row_offsets[i + 1] - row_offsets[i])
    local_acc = b[i] - total
    assert local_acc <= 11.0
    d = wp.cw_mul(wp.vec3(total), wp.vec3(potential)) * 0.001
    out[i] = wp.cw_mul(d, wp.vec3(local_acc))
