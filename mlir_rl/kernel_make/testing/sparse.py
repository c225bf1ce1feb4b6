import warp as wp


@wp.kernel
def residual_of_entry(
    offsets: wp.array(dtype=wp.int32),
    diagonals: wp.array2d(dtype=wp.float32),
    v: wp.array(dtype=wp.float32),
    y: wp.array(dtype=wp.float32),
):
    idx = wp.tid()
    weight = float(0.0)
    for j in range(offsets.shape[0]):
        col = idx + offsets[j]
        if col >= 0 and col < diagonals.shape[1]:
            potential = diagonals[j, idx] * v[col]
            x0 = diagonals[j, idx] * 2.0 * v[idx]
            weight += wp.max(potential, x0)
    rhs = weight / 5.0
    y[idx] = weight + rhs
