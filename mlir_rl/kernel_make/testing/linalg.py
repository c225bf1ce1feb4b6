import warp as wp


@wp.kernel
def rank_one_row(
    solution: wp.array2d(dtype=wp.float32),
    updated: wp.array(dtype=wp.float32),
    matrix: wp.array2d(dtype=wp.float32),
    rhs: wp.array2d(dtype=wp.float32),
    weight: wp.array(dtype=wp.mat22),
):
    idx = wp.tid()
    for s in range(5):
        rest = rhs[idx, s]
        for c in range(s):
            rest = (rest - matrix[s, c] * solution[idx, c]) * 0.5
        solution[idx, s] = wp.cos(rest)
    row = solution[idx, 0]
    transform = weight[idx] * row
    updated[idx] = row + wp.trace(transform)
