import warp as wp


@wp.kernel
def select_load(
    result: wp.array3d(dtype=wp.float64),
    load: wp.array3d(dtype=wp.int32),
    speed: wp.array3d(dtype=wp.float64),
    level: wp.array3d(dtype=wp.float64),
    bucket: wp.int32,
    threshold: wp.float64,
):
    z, y, x = wp.tid()
    if z >= len(load) or y >= load.shape[1] or x >= load.shape[2]:
        return
    excess = speed[z, y, x]
    u = level[z, y, x]
    energy = wp.length(wp.vec2d(u))
    if energy <= excess and bucket > 4:
        energy = wp.floor(energy)
    else:
        energy = (energy - wp.float64(1.25)) * threshold
    status = wp.floor(wp.max(wp.frac(threshold), wp.float64(0.25))) + wp.float64(0.5)
    result[z, y, x] = energy - status
