import warp as wp


@wp.kernel
def census_mask(taps: wp.int32, reading: wp.array2d(dtype=wp.uint8), hits: wp.array(dtype=wp.uint8)):
    t = wp.tid()
    run = int(0)
    longest = int(0)
    for c in range(taps):
        offset = reading[c, t]
        if offset % wp.uint8(4) != wp.uint8(0):
            run += 1
            longest = wp.max(longest, run)
        else:
            run = 0
    hits[t] = wp.uint8(taps) + wp.uint8(longest)
