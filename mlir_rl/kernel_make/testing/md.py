import warp as wp


@wp.kernel
def attract_charge(
    x: wp.array(dtype=wp.vec3),
    velocities: wp.array(dtype=wp.vec3),
    forces: wp.array(dtype=wp.vec3),
    mass: wp.array(dtype=wp.float32),
    dt: wp.float32,
    potential: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    p = x[i]
    v = velocities[i]
    charge = wp.vec3(v.z - p.y, dt, p.y)
    v_half = v + (forces[i] + charge) / mass[i] * dt * 0.5
    moved = p + v_half * dt
    term = -(p.z - wp.exp(wp.atan2(p.z, 0.75)))
    spring = wp.normalize(wp.normalize(v) + moved)
    potential[i] = wp.length_sq(moved) - term + spring.y
