import warp as wp


@wp.kernel
def mix_channels_reading(
    width: wp.int64,
    rank: wp.int8,
    slot: wp.uint16,
    raw_value: wp.array(dtype=wp.int8),
    local_reading: wp.array(dtype=wp.int32),
    packed: wp.array(dtype=wp.int32),
    result: wp.array(dtype=wp.uint8),
):
    cell = wp.tid()
    code = raw_value[cell]
    depth = local_reading[cell]
    outer_count = wp.min(code, wp.int8(cell - depth))
    level = wp.uint8(outer_count)
    coarse_bin = wp.int16(level)
    new_count = int(width) + int(rank) + int(slot)
    packed[cell] = new_count + int(coarse_bin)
    result[cell] = wp.uint8(new_count)
