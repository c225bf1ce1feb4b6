import warp as wp


@wp.kernel
def detect_edges_image(
    saturation: wp.float64,
    gray: wp.array2d(dtype=wp.float64),
    img: wp.array2d(dtype=wp.vec3d),
    target: wp.array2d(dtype=wp.float64),
):
    flat = wp.tid()
    x = flat % gray.shape[1]
    y = flat / gray.shape[1]
    rgb = img[y, x]
    plane = rgb.x * wp.float64(0.299) + rgb.y * wp.float64(0.587)
    front_gray = plane + rgb.z * wp.float64(0.114)
    graded = wp.vec3d(front_gray) + (rgb - wp.vec3d(front_gray)) * saturation
    luminance = wp.max(rgb)
    ratio = rgb.z + front_gray + wp.max(graded)
    target[y, x] = ratio * luminance
