"""Peaks of a signal, and in which cell of a grid each one lies; cells count from the origin in both directions."""

import warp as wp


@wp.kernel
def peaks(
    signal: wp.array(dtype=wp.float32), origin: int, width: int, is_peak: wp.array(dtype=bool), cells: wp.array(dtype=int)
):
    i = wp.tid()
    last = signal.shape[0] - 1
    # `and` and `or` stop early, so there is no read beyond either end.
    rises = i == 0 or signal[i - 1] < signal[i]
    falls = i == last or signal[i] > signal[i + 1]
    is_peak[i] = rises and falls
    # Rounded down: the cell before the origin is -1, not another 0.
    cells[i] = (i - origin) // width
