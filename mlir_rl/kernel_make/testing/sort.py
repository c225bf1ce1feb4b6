import warp as wp


@wp.kernel
def insert_age(
    keys: wp.array(dtype=wp.int32),
    distance: wp.int32,
    main_timestamp: wp.array(dtype=wp.mat22),
    priority: wp.array(dtype=wp.mat22),
    stage: wp.int32,
    sorted_keys: wp.array(dtype=wp.float32),
):
    tid = wp.tid()
    partner = tid ^ distance
    a = keys[tid]
    result_key = a
    price = float(result_key)
    y = wp.determinant(wp.diag(wp.vec2(price)) - priority[tid])
    if partner < main_timestamp.shape[0]:
        theirs = keys[partner]
        found = (tid < partner) == (tid & stage == 0)
        result_key = wp.min(a, theirs) if found else wp.max(a, theirs)
    depth = distance + 4
    sorted_keys[tid] = float(result_key) * y - float(stage) + float(depth)
