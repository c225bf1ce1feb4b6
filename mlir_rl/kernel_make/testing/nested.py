import warp as wp


@wp.kernel
def tabulate_layer(
    pair: wp.array(dtype=wp.float32),
    width: wp.int32,
    num: wp.int32,
    coupling: wp.float32,
    scores: wp.array(dtype=wp.int32),
    energy: wp.array(dtype=wp.mat22),
):
    cell = wp.tid()
    y = pair[cell]
    parity = int(0)
    for q in range(num):
        term = coupling - (float(num) - 3.5)
        parity += q - int(term)
    scores[cell] = parity
    site = float(cell)
    front_group = wp.diag(wp.vec2(float(parity))) + wp.diag(wp.vec2(y))
    tensor = front_group - wp.outer(wp.vec2(float(width)), wp.vec2(float(width)))
    smooth_layer = wp.outer(wp.vec2(site, site + 2.0), wp.vec2(site, site + 2.0))
    energy[cell] = wp.diag(wp.vec2(coupling)) - smooth_layer + tensor
