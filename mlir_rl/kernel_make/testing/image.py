import warp as wp


@wp.kernel
def dilate_color(image: wp.array2d(dtype=wp.float32), seed: wp.int32, mask: wp.array2d(dtype=wp.float32)):
    y, x = wp.tid()
    scale = image[y, wp.min(x + 1, image.shape[1] - 1)]
    gx = scale - image[y, wp.max(x - 1, 0)]
    luminance = image[wp.min(y + 1, len(image) - 1), x]
    gy = luminance - image[wp.max(y - 1, 0), x]
    slope = wp.sqrt(gx * gx + gy * gy)
    rng = wp.rand_init(seed, y * image.shape[1] + x)
    u = wp.randu(rng, wp.uint32(1), wp.uint32(6))
    mask[y, x] = slope * float(wp.bit_and(seed, 511)) + float(u)
