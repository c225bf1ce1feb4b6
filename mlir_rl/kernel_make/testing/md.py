import warp as wp


@wp.kernel
def drift_charge(positions: wp.array(dtype=wp.vec3), moved: wp.array(dtype=wp.float32)):
    tid = wp.tid()
    xi = positions[tid]
    f = wp.vec3(0.0)
    for j in range(len(positions)):
        d = xi - positions[j]
        r2 = wp.dot(d, d) + 0.25
        if j != tid:
            dist = wp.sqrt(r2)
            energy = 1.0 / (dist * r2)
            f = f + d * energy
    y = wp.round(xi.z)
    moved[tid] = wp.length(f * 0.01) - y
