import warp as wp


@wp.kernel
def rotate_corner(
    points_out: wp.array(dtype=wp.vec2),
    direction: wp.array(dtype=wp.vec2),
    axis: wp.array(dtype=wp.mat22),
    displacement: wp.array(dtype=wp.mat22),
):
    idx = wp.tid()
    d = direction[idx]
    frame = wp.cw_mul(axis[idx], displacement[idx])
    frame[0, 1] = frame[0, 1] * 2.0
    y0 = d.x * d.y
    frame[1, 0] = wp.atan2(frame[0, 0], y0)
    corner = frame[1, 1] % (1.0 + wp.abs(d.y - 3.5)) * frame
    v = wp.vec2(wp.length(corner[1]), frame[1, 0])
    v.y = d.x - 5.25
    t = wp.abs(corner[0, 0]) + 0.25
    v.x = wp.dot(v, corner[1]) % t
    point = wp.vec2()
    point.y = wp.norm_l1(wp.normalize(v))
    point.x = point.x - 1.25 - d.y
    ray = +wp.matrix_from_rows(frame[1], corner[1])
    points_out[idx] = wp.cw_mul(point, ray[0])
