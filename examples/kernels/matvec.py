"""A dense matrix of small blocks times a vector of small vectors."""

import warp as wp

mat23 = wp.types.matrix(shape=(2, 3), dtype=wp.float32)


@wp.kernel
def block_matvec(
    blocks: wp.array(dtype=mat23, ndim=2), x: wp.array(dtype=wp.vec3), y: wp.array(dtype=wp.vec2), scale: wp.mat22
):
    row = wp.tid()
    total = wp.vec2()
    for column in range(blocks.shape[1]):
        total = total + blocks[row, column] * x[column]
    y[row] = scale * total
    y[row].x = y[row].x + scale[0, 1]
