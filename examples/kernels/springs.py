"""Forces of a net of springs on its particles: each spring pulls its two ends together."""

import warp as wp


@wp.kernel
def spring_forces(
    ends: wp.array(dtype=wp.vec2i),
    rest: wp.array(dtype=wp.float32),
    x: wp.array(dtype=wp.vec3),
    v: wp.array(dtype=wp.vec3),
    stiffness: float,
    damping: float,
    spring_force: wp.array(dtype=wp.vec3),
    degree: wp.array(dtype=wp.int32),
):
    s = wp.tid()
    a = ends[s][0]
    b = ends[s][1]
    if a == b:
        return
    along = x[b] - x[a]
    length = wp.length(along) + 1.0e-6
    direction = along / length
    speed = wp.dot(v[b] - v[a], direction)
    spring_force[s] = direction * (stiffness * (length - rest[s]) + damping * speed)
    wp.atomic_add(degree, a, 1)
    wp.atomic_add(degree, b, 1)
