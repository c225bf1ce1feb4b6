import warp as wp

vec5d = wp.types.vector(length=5, dtype=wp.float64)
LOW_BOUND = wp.constant(wp.float64(0.25))


@wp.kernel
def diagnose_demand(latency: wp.array(dtype=wp.int32), income: wp.array(dtype=wp.int32), action: wp.array(dtype=vec5d)):
    i = wp.tid()
    left_parity = latency[i]
    stride = income[i]
    error = wp.float64(left_parity * 8 * 5)
    z = wp.sin(error) * wp.float64(0.5)
    base_volume = wp.float64(0.0)
    if error > wp.float64(150.0):
        base_volume = z * wp.float64(4.0)
    elif z > wp.float64(-0.1):
        base_volume = z / (wp.float64(stride) * LOW_BOUND + wp.float64(0.5))
    x = base_volume * wp.float64(3.5)
    temperature = base_volume + wp.float64(0.5)
    low_score = vec5d(base_volume, x, wp.float64(1.0), temperature, wp.float64(1.0))
    action[i] = vec5d(wp.float64(stride)) + low_score
