import warp as wp


@wp.kernel
def unfold_kernel_weights(
    totals: wp.array(dtype=wp.float32),
    pair: wp.array(dtype=wp.vec4),
    lattice: wp.array2d(dtype=wp.uint8),
    block: wp.array2d(dtype=wp.float32),
):
    cell = wp.tid()
    point = pair[cell]
    value = 0.0
    for r in range(7):
        slot = lattice[cell, r]
        high_kernel_weights = float(0.0)
        for idx in range(r, 7):
            site = block[cell, idx]
            high_kernel_weights += wp.max(point.x, float(slot)) + site
        value = value * 0.9 + high_kernel_weights
    totals[cell] = value
