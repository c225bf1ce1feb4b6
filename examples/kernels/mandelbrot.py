"""Iterations until each point of the complex plane escapes, smoothed."""

import warp as wp

LIMIT = wp.constant(60)


@wp.kernel
def mandelbrot(center: wp.vec2d, scale: wp.float64, image: wp.array2d(dtype=wp.float32)):
    row, column = wp.tid()
    half = wp.float64(image.shape[1]) / wp.float64(2.0)
    c = center + scale * wp.vec2d(wp.float64(column) - half, wp.float64(row) - half)
    z = wp.vec2d(wp.float64(0.0), wp.float64(0.0))
    steps = int(0)
    while steps < LIMIT and wp.length_sq(z) < wp.float64(256.0):
        z = wp.vec2d(z[0] * z[0] - z[1] * z[1], wp.float64(2.0) * z[0] * z[1]) + c
        steps += 1
    if steps == LIMIT:
        image[row, column] = -1.0
    else:
        image[row, column] = float(steps) - float(wp.log2(wp.log(wp.length(z))))
