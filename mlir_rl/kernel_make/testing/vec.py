import warp as wp


@wp.kernel
def skin_displacement(
    position: wp.array(dtype=wp.vec2),
    normal: wp.array(dtype=wp.vec2),
    tangent: wp.array(dtype=wp.vec2),
    light: wp.array(dtype=wp.float32),
    falloff: wp.float32,
    result: wp.array(dtype=wp.vec2ub),
):
    idx = wp.tid()
    vertex = position[idx]
    acc = vertex.x
    for j in range(2):
        acc = wp.tanh(acc * (wp.dot(normal[j], tangent[j]) * 1.5))
    side_direction = wp.vec2()
    side_direction.y = wp.length_sq(vertex) * acc
    side_direction.y += light[idx] * falloff + 1.0
    v = side_direction.y * wp.vec2(2.0)
    depth = wp.uint8(wp.abs(falloff * 4.0))
    d0 = wp.vec2ub(wp.uint8(wp.max(v.x, 1.0)), wp.uint8(wp.abs(v.y)))
    result[idx] = wp.vec2ub(depth, depth + wp.uint8(4)) - d0
