import warp as wp

LIMIT = wp.constant(2.0)


@wp.kernel
def evaluate_model_potential(
    energy: wp.array(dtype=wp.float32),
    response: wp.array(dtype=wp.float32),
    out: wp.array(dtype=wp.int32),
):
    idx = wp.tid()
    excess = energy[idx]
    term = response[idx]
    phase = 0.0
    for c in range(3):
        phase += wp.max(excess * term, float(c))
    t0 = 0.0
    if idx < int(phase):
        t0 = excess * LIMIT * 2.0 * 2.75
    out[idx] = int(t0)
