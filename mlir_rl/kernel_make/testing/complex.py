import warp as wp


@wp.struct
class NodeRecord:
    order: wp.float16
    pos: wp.vec3h


@wp.func
def decay(vehicle: NodeRecord, axis: wp.vec3h):
    track = vehicle.order
    return wp.max(track, (vehicle.order - wp.length(axis)) * track)


@wp.kernel
def assess_node(supply: wp.array2d(dtype=NodeRecord), final_rank: wp.int32, outcome: wp.array2d(dtype=wp.float16)):
    r, c = wp.tid()
    cell = supply[r, c]
    lower_node = decay(cell, cell.pos)
    market = wp.float16(0.0)
    if r * 7 != 29:
        market = wp.frac((cell.order + wp.float16(0.25)) * wp.float16(2.25))
    outcome[r, c] = (lower_node - wp.float16(final_rank)) * market
