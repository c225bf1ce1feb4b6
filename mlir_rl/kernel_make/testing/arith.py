import warp as wp


@wp.kernel
def adjust_signal(
    rate: wp.array(dtype=wp.int32),
    load: wp.array(dtype=wp.int32),
    field: wp.array(dtype=wp.float32),
    prior_input: wp.array(dtype=wp.vec2),
    cost: wp.array(dtype=wp.float32),
    tax: wp.float32,
    out: wp.array(dtype=wp.float32),
    mixed: wp.array(dtype=wp.float32),
):
    i = wp.tid()
    if i >= len(rate):
        return
    bucket = load[i]
    blend = field[i]
    score = float(bucket)
    price = wp.vec2(score, 1.0) * score - wp.vec2(30.0)
    price.x = tax * 4.0 * 4.0
    last_score = wp.length_sq(prior_input[i] / wp.max(tax, 0.25))
    blend += (score + 8.0) / 8.0
    out[i] = wp.max(blend - wp.min(price), last_score)
    mixed[i] = last_score - cost[i] + 15.0
