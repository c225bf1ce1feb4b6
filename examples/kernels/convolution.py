"""A 3 x 3 filter over an image of bytes; what lies outside is the nearest pixel."""

import warp as wp


@wp.func
def pixel(image: wp.array2d(dtype=wp.uint8), y: int, x: int):
    row = wp.clamp(y, 0, image.shape[0] - 1)
    column = wp.clamp(x, 0, image.shape[1] - 1)
    return float(image[row, column])


@wp.kernel
def convolve(image: wp.array2d(dtype=wp.uint8), taps: wp.mat33, result: wp.array2d(dtype=wp.uint8)):
    y, x = wp.tid()
    total = 0.0
    for dy in range(3):
        for dx in range(3):
            total += taps[dy, dx] * pixel(image, y + dy - 1, x + dx - 1)
    result[y, x] = wp.uint8(wp.clamp(wp.round(total), 0.0, 255.0))
