import warp as wp


@wp.kernel
def fade_weight(
    anchor: wp.array2d(dtype=wp.mat33),
    new_normal: wp.array(dtype=wp.vec3),
    seed: wp.int32,
    frames: wp.array2d(dtype=wp.float32),
):
    row, col = wp.tid()
    ray = anchor[row, col]
    tangent = wp.trace(ray)
    regular = ray + 10.0 * wp.identity(n=3, dtype=wp.float32)
    normal = wp.inverse(regular)
    solution = normal * (new_normal[row] * 2.0)
    rng = wp.rand_init(seed, row * anchor.shape[1] + col)
    r = wp.randf(rng, -1.0, 1.0)
    surface = (tangent + wp.length(solution)) * float(seed % 860)
    frames[row, col] = surface + r
