import warp as wp


@wp.kernel
def jitter_weight(light: wp.array(dtype=wp.vec3), ray: wp.array(dtype=wp.vec3), out: wp.array(dtype=wp.vec3)):
    idx = wp.tid()
    span = light[idx]
    forward = wp.normalize(span)
    side = wp.normalize(wp.cross(wp.vec3(0.0, 1.0, 0.0), forward))
    y_axis = wp.cross(forward, side)
    axes = wp.matrix_from_cols(side, y_axis, forward)
    anchor = ray[idx]
    total_forward = wp.normalize(anchor)
    raw_side = wp.normalize(wp.cross(wp.vec3(0.0, 1.0, 0.0), total_forward))
    local_y_axis = wp.cross(total_forward, raw_side)
    local_axes = wp.matrix_from_rows(raw_side, local_y_axis, total_forward)
    d = local_axes * wp.cross(anchor, local_y_axis)
    vel = wp.cw_mul(span, axes[2]) + local_axes[0]
    out[idx] = wp.cw_mul(vel, d)
