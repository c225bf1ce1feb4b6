import warp as wp


@wp.kernel
def walk(seed: wp.int32, steps: wp.int32, side: wp.int32, distance: wp.array(dtype=wp.float32)):
    walker = wp.tid()
    state = wp.rand_init(seed, walker)
    x = int(0)
    y = int(0)
    for step in range(steps):
        turn = wp.randi(state, 0, 4)
        if turn == 0:
            x += 1
        elif turn == 1:
            x -= 1
        elif turn == 2:
            y += 1
        else:
            y -= 1
        if wp.abs(x) > side or wp.abs(y) > side:
            break
    distance[walker] = wp.length(wp.vec2(float(x), float(y))) + 0.001 * wp.randf(state)
