import warp as wp


@wp.kernel
def bounce_weight(result: wp.array2d(dtype=wp.float32), anchor: wp.array2d(dtype=wp.mat33)):
    row, col = wp.tid()
    ray = anchor[row, col]
    tangent = wp.trace(ray)
    regular = ray + 10.0 * wp.identity(n=3, dtype=wp.float32)
    normal = wp.inverse(regular)
    solution = normal * wp.cw_mul(ray[1], normal * wp.vec3(2.0))
    result[row, col] = tangent - wp.max(solution)
