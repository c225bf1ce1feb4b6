import warp as wp


@wp.kernel
def peaks(
    signal: wp.array(dtype=wp.float32),
    origin: wp.int32,
    width: wp.int32,
    is_peak: wp.array(dtype=wp.bool),
    cells: wp.array(dtype=wp.int32),
):
    i = wp.tid()
    last = signal.shape[0] - 1
    rises = i == 0 or signal[i - 1] < signal[i]
    falls = i == last or signal[i] > signal[i + 1]
    is_peak[i] = rises and falls
    cells[i] = (i - origin) // width
