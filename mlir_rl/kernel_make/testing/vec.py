import warp as wp


@wp.kernel
def align_vertex(
    gain: wp.float32,
    direction: wp.array(dtype=wp.vec2),
    vertex: wp.array(dtype=wp.mat22),
    rotated: wp.array(dtype=wp.vec2),
):
    idx = wp.tid()
    d = direction[idx]
    assert not wp.isnan(d)
    shift = wp.normalize(d) + wp.vec2(0.6)
    point = wp.max(d * gain / gain, shift)
    total = wp.clamp(d.y, -1.5, 1.75)
    for q0 in range(1, 2):
        jac = wp.mat22(0.0)
        for k in range(0, direction.shape[0], 2):
            ray = wp.outer(wp.vec2(gain), wp.vec2(gain, gain * 3.25))
            jac += vertex[idx] - ray
        delta = (jac[0, 0] + point.y) * point.x
        total = wp.min(wp.max(total, delta), 1.25)
    if total * total < 2.0:
        d = wp.cw_mul(d, point)
    rotated[idx] = d
