import warp as wp


@wp.struct
class TrackRecord:
    vehicle: wp.float32
    u: wp.float32
    bucket: wp.int32


@wp.func
def ramp(z: TrackRecord):
    scale = z.vehicle
    basis = wp.outer(wp.vec2(scale), wp.vec2(scale)) * z.u / 8.0
    basis[0, 0] = z.u * wp.min(basis[1, 0], 0.2)
    return scale + basis[0, 0]


@wp.kernel
def allocate_track(track: wp.array(dtype=TrackRecord), status: wp.array(dtype=wp.int32)):
    i = wp.tid()
    excess = track[i]
    blend = ramp(excess)
    is_near = blend < 1.8
    status[i] = int(blend * 8.0) if is_near else int(is_near) * 8
