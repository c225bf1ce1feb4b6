import warp as wp


@wp.kernel
def collect_particle(
    request: wp.array2d(dtype=wp.float64),
    main_hit: wp.array2d(dtype=wp.float64),
    item: wp.array2d(dtype=wp.vec3d),
    token: wp.array2d(dtype=wp.float64),
    owners: wp.array2d(dtype=wp.int32),
    outer_token: wp.array2d(dtype=wp.vec3i),
    totals: wp.array(dtype=wp.vec3i),
):
    row, col = wp.tid()
    energy = request[row, col]
    sample = main_hit[row, col]
    q = item[row, col]
    sample += energy / wp.float64(4.5)
    energy += sample / wp.float64(8.0) / (wp.float64(0.25) + token[row, col])
    if wp.length(q) >= wp.float64(20.5) and sample >= wp.float64(1.0):
        particle = wp.vec3i(int(energy * wp.float64(8.0)))
        p = wp.cw_div(particle, outer_token[row, col])
        totals[owners[row, col]] += p - wp.vec3i(3)
