import warp as wp


@wp.kernel
def audit_latency(score: wp.array(dtype=wp.float32), margin: wp.float32, label: wp.array(dtype=wp.float32)):
    idx = wp.tid()
    blend = score[idx]
    weight = float(int(blend) + 2)
    altitude = weight + blend + weight
    z = 0.0
    if weight < 3.5 and wp.unot(altitude > 2.0 and altitude < 6.0):
        z = 4.0
    elif wp.unot(weight > 2.0):
        z = wp.abs(weight + margin)
    elif wp.unot(weight <= 3.5):
        z = 0.0
    elif altitude > 0.0:
        z = +margin + margin
    else:
        z = wp.abs(wp.sign(altitude))
    rng = wp.rand_init(8935, idx)
    roll = wp.sample_unit_square(rng)
    label[idx] = wp.max(z, margin) + wp.length(roll)
