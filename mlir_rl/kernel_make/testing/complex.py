import warp as wp


@wp.struct
class NodeItem:
    market: wp.float32
    order: wp.float32
    cell: wp.float32


@wp.func
def step_world_demand(total: NodeItem):
    z = total.market
    return int(z * 20.0) * (int(total.order) + int(z * 4.0))


@wp.kernel
def allocate_agent(length: wp.int32, sensor: wp.array(dtype=NodeItem), outcome: wp.array(dtype=wp.float32)):
    i = wp.tid()
    if i >= length:
        return
    value = sensor[i]
    bucket = step_world_demand(value)
    outcome[i] = float(bucket) * wp.determinant(wp.mat33(-6.0))
