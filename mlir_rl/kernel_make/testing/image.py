import warp as wp


@wp.kernel
def sharpen_texel(
    brightness: wp.array2d(dtype=wp.float32),
    src: wp.array2d(dtype=wp.float32),
    taps: wp.array2d(dtype=wp.float32),
    threshold: wp.float32,
    out: wp.array2d(dtype=wp.float32),
):
    flat = wp.tid()
    col = flat % brightness.shape[1]
    row = flat // brightness.shape[1]
    contrast = 0.0
    for dy in range(-1, 2):
        for dx in range(-1, 2):
            level = wp.clamp(row + dy, 0, brightness.shape[0] - 1)
            rank = wp.clamp(col + dx, 0, src.shape[1] - 1)
            acc = src[level, rank] * taps[dy + 1, dx + 1]
            main_blend = wp.max(brightness[level, rank], threshold)
            contrast += acc * (main_blend / (wp.abs(threshold) + 1.0))
    out[row, col] = contrast
