import warp as wp

GRAVITY = wp.constant(-9.81)


@wp.struct
class Particle:
    position: wp.vec3
    velocity: wp.vec3
    mass: wp.float32
    alive: wp.bool


@wp.func
def bounce(p: Particle, restitution: wp.float32):
    if p.position.y < 0.0:
        p.position.y = -p.position.y
        p.velocity = wp.vec3(p.velocity.x, -restitution * p.velocity.y, p.velocity.z)
    return p


@wp.kernel
def integrate(particles: wp.array(dtype=Particle), energy: wp.array(dtype=wp.float32), dt: wp.float32):
    i = wp.tid()
    p = particles[i]
    if not p.alive:
        return
    p.velocity += wp.vec3(0.0, GRAVITY, 0.0) * dt
    p.position += p.velocity * dt
    p = bounce(p, 0.5)
    particles[i] = p
    energy[0] += 0.5 * p.mass * wp.length_sq(p.velocity)
