import warp as wp


@wp.kernel
def jacobi_step_temperature(
    p: wp.array(dtype=wp.float32),
    source: wp.array(dtype=wp.float32),
    dx: wp.float32,
    omega: wp.float32,
    out: wp.array(dtype=wp.float32),
):
    tid = wp.tid()
    left = wp.max(tid - 1, 0)
    right = wp.min(tid + 1, len(p) - 1)
    around = p[left] + p[right]
    blend = around - source[tid] * dx
    mean = blend * 0.5
    here = p[tid]
    acc = here + omega * (mean - here)
    density = acc - mean
    offset = int(omega * 4.0) - int(dx * 20.0)
    out[tid] = wp.max(wp.max(acc, density), float(offset))
