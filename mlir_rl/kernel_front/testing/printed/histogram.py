import warp as wp


@wp.kernel
def histogram(
    samples: wp.array(dtype=wp.float64),
    low: wp.float64,
    high: wp.float64,
    counts: wp.array(dtype=wp.uint32),
    ranks: wp.array(dtype=wp.uint32),
):
    i = wp.tid()
    bins = counts.shape[0]
    share = (samples[i] - low) / (high - low)
    bin = wp.clamp(int(wp.floor(share * wp.float64(bins))), 0, bins - 1)
    ranks[i] = wp.atomic_add(counts, bin, wp.uint32(1))
