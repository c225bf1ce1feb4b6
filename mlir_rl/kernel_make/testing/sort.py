import warp as wp


@wp.kernel
def arrange_sample(
    keys: wp.array(dtype=wp.int32),
    timestamp: wp.array(dtype=wp.bool),
    age: wp.array(dtype=wp.float32),
    phase: wp.int32,
    sorted_keys: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    partner = i + 1 if (i + phase) % 2 == 0 else i - 1
    own = keys[i]
    result_key = own
    if partner >= 0 and partner < keys.shape[0]:
        b = keys[partner]
        result_key = wp.min(own, b) if i < partner else wp.max(own, b)
    weight = wp.where(timestamp[i], float(phase), age[i])
    sorted_keys[i] = float(result_key) + weight
