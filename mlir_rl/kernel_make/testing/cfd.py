import warp as wp


@wp.kernel
def stream_density(velocity: wp.array3d(dtype=wp.vec3), advected: wp.array3d(dtype=wp.float32)):
    layer, row, col = wp.tid()
    below = (layer + len(velocity) - 1) % len(velocity)
    above = (layer + 1) % velocity.shape[0]
    up = (row + velocity.shape[1] - 1) % velocity.shape[1]
    down = (row + 1) % velocity.shape[1]
    left = (col + velocity.shape[2] - 1) % velocity.shape[2]
    right = (col + 1) % velocity.shape[2]
    vorticity = velocity[above, row, col].x - velocity[below, row, col].x
    delta = vorticity * 0.5
    divergence = velocity[layer, down, col].y - velocity[layer, up, col].y
    dx = divergence * 0.5
    x = wp.sign(dx) / 7.0
    value = velocity[layer, row, right].z - velocity[layer, row, left].z
    du = value * 0.5
    div = delta + dx + du
    advected[layer, row, col] = x * div
