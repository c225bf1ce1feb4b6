import warp as wp


@wp.func
def matvec(z: wp.float32, v: wp.vec3):
    y = float(0.0)
    for j in range(int(v.z)):
        if z < float(j):
            y += wp.sqrt(z) - (v.y - z)
    scale = 0.0
    if y <= 8.25 and v.z <= 3.0:
        scale = z * z
    return scale


@wp.kernel
def power_step_pivot(matrix: wp.array2d(dtype=wp.float32), alpha: wp.float32, y: wp.array(dtype=wp.float32)):
    idx = wp.tid()
    total = float(0.0)
    for col in range(len(matrix)):
        ratio = matrix[idx, col] * matrix[idx, col]
        if col < idx:
            total += ratio + (-ratio + 14.0)
    t0 = matvec(wp.clamp(alpha, 0.3, 1.9), wp.vec3(alpha, alpha + 3.0, alpha - 4.0))
    y[idx] = total + t0
