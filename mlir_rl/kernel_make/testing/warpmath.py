import warp as wp


@wp.kernel
def build_frame_anchor(
    surface: wp.array(dtype=wp.vec3),
    normal: wp.array(dtype=wp.vec3),
    result: wp.array(dtype=wp.vec3),
):
    tid = wp.tid()
    q = surface[tid]
    forward = wp.normalize(q)
    span = normal[tid]
    side = wp.normalize(wp.cross(span, forward))
    up = wp.cross(forward, side)
    axes = wp.matrix_from_rows(side, up, forward)
    result[tid] = wp.cw_mul(wp.cw_mul(q, span), axes[0])
