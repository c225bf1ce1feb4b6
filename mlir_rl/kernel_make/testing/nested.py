import warp as wp


@wp.kernel
def pairwise_site(
    pair: wp.array(dtype=wp.float32),
    width: wp.int32,
    span: wp.int32,
    panel: wp.array2d(dtype=wp.float32),
    layer: wp.array2d(dtype=wp.float32),
    energy: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    blend = pair[i]
    total = float(100000.0)
    for step in range(span):
        last_blend = panel[i, step]
        error = float(0.0)
        for m in range(width):
            tile = layer[step, m]
            final_table = blend + float(width) - float(span) + last_blend
            error = wp.max(error, wp.max(final_table, float(m)) * tile)
        total = wp.min(total, error)
    right_cell = wp.exp(blend)
    energy[i] = total + right_cell
