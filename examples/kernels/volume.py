"""Strides through a volume in four dimensions of launch, half precision, bits and rotations."""

import warp as wp

vec5 = wp.types.vector(length=5, dtype=wp.float16)


@wp.struct
class Grid:
    cells: wp.array4d(dtype=wp.float32)
    rotation: wp.mat33
    origin: wp.vec3


@wp.func
def stencil(c: wp.float16):
    weights = vec5(c)
    weights[2] = -wp.float16(4.0) * c
    return weights


@wp.kernel
def gather(grid: Grid, flags: wp.array(dtype=wp.uint64), result: wp.array4d(dtype=wp.vec3)):
    b, i, j, k = wp.tid()
    p = wp.vec3(float(i), float(j), float(k)) - grid.origin
    q = wp.transpose(grid.rotation) * p
    weights = stencil(wp.float16(0.25))
    value = grid.cells[b, i, j, k] * float(weights[2])
    result[b, i, j, k] = value * wp.normalize(wp.cross(q, wp.vec3(0.0, 0.0, 1.0)))
    mask = wp.uint64(1) << wp.uint64((i ^ j ^ k) & 63)
    wp.atomic_or(flags, b, mask)
