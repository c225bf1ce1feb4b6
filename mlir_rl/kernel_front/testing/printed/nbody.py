import warp as wp

SOFTENING = wp.constant(0.01)


@wp.func
def pull(a: wp.vec3, b: wp.vec3, mass: wp.float32):
    d = b - a
    r2 = wp.length_sq(d) + SOFTENING
    return d * (mass / (r2 * wp.sqrt(r2)))


@wp.kernel
def accelerate(x: wp.array(dtype=wp.vec3), mass: wp.array(dtype=wp.float32), a: wp.array(dtype=wp.vec3)):
    i = wp.tid()
    total = wp.vec3()
    for j in range(x.shape[0]):
        if j == i:
            continue
        total += pull(x[i], x[j], mass[j])
    a[i] = total


@wp.kernel
def leapfrog(x: wp.array(dtype=wp.vec3), v: wp.array(dtype=wp.vec3), a: wp.array(dtype=wp.vec3), dt: wp.float32):
    i = wp.tid()
    v[i] += a[i] * dt
    x[i] += v[i] * dt
