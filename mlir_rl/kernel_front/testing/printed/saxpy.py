import warp as wp


@wp.kernel
def saxpy(alpha: wp.float32, x: wp.array(dtype=wp.float32), y: wp.array(dtype=wp.float32)):
    i = wp.tid()
    if i < x.shape[0]:
        y[i] = alpha * x[i] + y[i]
