import warp as wp


@wp.kernel
def orient_tangent(
    position: wp.array(dtype=wp.vec2),
    width: wp.uint8,
    code: wp.uint8,
    out: wp.array(dtype=wp.float32),
    shaded: wp.array(dtype=wp.uint8),
):
    idx = wp.tid()
    vertex = position[idx]
    vel = vertex + wp.vec2(1.5)
    vel.x = vel.y * 4.0
    normal = vel - wp.vec2(3.0)
    assert wp.isfinite(vertex)
    out[idx] = wp.min(normal)
    shaded[idx] = width * (width - wp.uint8(4) - code)
