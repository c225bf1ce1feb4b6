import warp as wp


@wp.kernel
def convert_count_in(
    count: wp.int64,
    scale: wp.float32,
    phase: wp.int16,
    level: wp.uint64,
    code_in: wp.array2d(dtype=wp.uint16),
    packed: wp.array2d(dtype=wp.int16),
    encoded: wp.array2d(dtype=wp.int8),
):
    row, col = wp.tid()
    rank = code_in[row, col]
    final_code = wp.uint8(count)
    offset = wp.int64(final_code * (final_code / wp.uint8(phase)))
    first_steps = wp.min(offset, wp.int64(wp.float16(phase) - wp.float16(15.0)))
    last_slot = wp.int8(rank)
    signal = wp.float16(last_slot + +last_slot)
    partial_width = wp.int16(scale) + wp.int16(level) - wp.int16(first_steps)
    packed[row, col] = partial_width * wp.int16(signal)
    encoded[row, col] = wp.int8(partial_width)
